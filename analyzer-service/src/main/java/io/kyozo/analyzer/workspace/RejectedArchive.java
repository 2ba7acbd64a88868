package io.kyozo.analyzer.workspace;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;

/** An archive breaks a rule: nothing of it is kept. Names the entry at fault, made safe to show. */
public final class RejectedArchive extends KyozoException {
    private static final int LONGEST_SHOWN = 200;

    /** {@code why} completes a sentence that begins with the entry's name, such as "is a symbolic link". */
    public RejectedArchive(String entry, String why) {
        super(
                ErrorCode.ARCHIVE_REJECTED,
                "The entry \"" + shown(entry) + "\" " + why + ". Nothing was kept; pack the folder again without it.");
        with("entry", shown(entry)).with("reason", why);
    }

    /** The archive as a whole is at fault. */
    public RejectedArchive(String why) {
        super(ErrorCode.ARCHIVE_REJECTED, "The archive " + why + ". Nothing was kept.");
        with("reason", why);
    }

    /** Control characters, and those that turn the direction of writing, would forge what a person reads. */
    private static String shown(String entry) {
        StringBuilder text = new StringBuilder();
        String cut = entry.length() > LONGEST_SHOWN ? entry.substring(0, LONGEST_SHOWN) + "…" : entry;
        cut.codePoints().forEach(c -> {
            if (Character.isISOControl(c)
                    || Character.getType(c) == Character.FORMAT
                    || Character.isSurrogate((char) c)) {
                text.append("\\u%04x".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.toString();
    }
}

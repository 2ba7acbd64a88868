package io.kyozo.sql.seal;

import java.util.List;
import java.util.stream.Stream;

/** The key that secrets are sealed with, and older ones that open what was sealed before the key was changed. */
public final class Keyring {
    private final SealedBox current;
    private final List<SealedBox> all;

    /** Keys have 32 bytes each; anything else is an {@link IllegalArgumentException}. */
    public Keyring(byte[] current, List<byte[]> previous) {
        this.current = new SealedBox(current);
        this.all = Stream.concat(Stream.of(this.current), previous.stream().map(SealedBox::new))
                .toList();
    }

    /** Seals with the current key. */
    public byte[] seal(String text, String context) {
        return current.seal(text, context);
    }

    /** The text; fails where none of the keys sealed it, or it was changed or moved. */
    public String open(byte[] envelope, String context) {
        return boxOf(envelope).open(envelope, context);
    }

    /** The same text under the current key: only its data key is sealed anew. */
    public byte[] renew(byte[] envelope, String context) {
        return current.rewrap(envelope, boxOf(envelope), context);
    }

    /** Whether it is sealed as it would be today. */
    public boolean isCurrent(byte[] envelope) {
        return current.isCurrent(envelope);
    }

    private SealedBox boxOf(byte[] envelope) {
        return all.stream().filter(box -> box.sealed(envelope)).findFirst().orElse(current);
    }
}

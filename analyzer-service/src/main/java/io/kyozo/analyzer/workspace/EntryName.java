package io.kyozo.analyzer.workspace;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** The name of an archive's entry: refused unless it names something inside the folder on every file system. */
final class EntryName {
    private static final int LONGEST_SEGMENT_BYTES = 255;
    private static final int LONGEST_PATH_BYTES = 4096;
    private static final char DELETE = 0x7f;
    private static final char REPLACEMENT = '\ufffd';
    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*", Pattern.DOTALL);

    private EntryName() {}

    /**
     * The segments of {@code raw} in NFC; empty where it is the folder itself ({@code .}). A leading {@code ./} and the
     * {@code /} that ends a folder's name are dropped.
     */
    static Optional<List<String>> segments(String raw, int maxDepth) {
        checkCharacters(raw);
        if (raw.startsWith("/") || DRIVE.matcher(raw).matches()) {
            throw new RejectedArchive(raw, "has an absolute name");
        }
        String path = relative(raw);
        if (path.isEmpty()) {
            return Optional.empty();
        }
        if (path.getBytes(StandardCharsets.UTF_8).length > LONGEST_PATH_BYTES) {
            throw new RejectedArchive(raw, "has a name longer than " + LONGEST_PATH_BYTES + " bytes");
        }
        List<String> segments =
                List.of(Normalizer.normalize(path, Normalizer.Form.NFC).split("/", -1));
        segments.forEach(segment -> checkSegment(raw, segment));
        if (segments.size() > maxDepth) {
            throw new RejectedArchive(raw, "lies deeper than " + maxDepth + " folders");
        }
        return Optional.of(segments);
    }

    private static String relative(String raw) {
        if (raw.isEmpty()) {
            throw new RejectedArchive(raw, "has no name");
        }
        String path = raw;
        while (path.startsWith("./")) {
            path = path.substring(2);
        }
        if (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return path.equals(".") ? "" : path;
    }

    private static void checkCharacters(String raw) {
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c < ' ' || c == DELETE) {
                throw new RejectedArchive(raw, "has a control character in its name");
            }
            if (c == '\\') {
                throw new RejectedArchive(raw, "has a backslash in its name");
            }
            if (c == REPLACEMENT) {
                throw new RejectedArchive(raw, "has a name that is not valid UTF-8");
            }
        }
    }

    private static void checkSegment(String raw, String segment) {
        if (segment.equals("..")) {
            throw new RejectedArchive(raw, "leads out of the folder");
        }
        if (segment.isEmpty() || segment.equals(".")) {
            throw new RejectedArchive(raw, "has an empty part or \".\" inside its name");
        }
        if (segment.getBytes(StandardCharsets.UTF_8).length > LONGEST_SEGMENT_BYTES) {
            throw new RejectedArchive(raw, "has a part longer than " + LONGEST_SEGMENT_BYTES + " bytes in its name");
        }
    }
}

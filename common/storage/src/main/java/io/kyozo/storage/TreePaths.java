package io.kyozo.storage;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.text.Normalizer;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What a path in a tree may look like, so that it names the same file below any folder on any system: relative, with
 * {@code /}, in Unicode's composed form, no {@code .} or {@code ..}, no backslash, drive letter or control character, and
 * no two that a file system without case would take for one.
 */
public final class TreePaths {
    /** The longest path, in characters. */
    public static final int MAX_LENGTH = 4096;

    /** The longest segment, in bytes of UTF-8 (the limit of common file systems). */
    public static final int MAX_SEGMENT_BYTES = 255;

    private static final Pattern DRIVE = Pattern.compile("[A-Za-z]:.*");

    private TreePaths() {}

    /** Throws where the entries' paths are not valid, not sorted, doubled, or collide. */
    static void check(List<Tree.Entry> entries) throws InvalidTreeException {
        Map<String, String> folded = new HashMap<>();
        String previous = "";
        for (Tree.Entry entry : entries) {
            String path = entry.path();
            check(path);
            if (path.compareTo(previous) <= 0) {
                throw new InvalidTreeException(path, "is not in order, or twice there");
            }
            checkCollisions(path, folded);
            previous = path;
        }
    }

    /** Throws where {@code path} is none that a tree may hold. */
    public static void check(String path) throws InvalidTreeException {
        if (path.isEmpty() || path.length() > MAX_LENGTH) {
            throw new InvalidTreeException(path, "is empty or longer than " + MAX_LENGTH);
        }
        if (path.indexOf('\\') >= 0 || DRIVE.matcher(path).matches() || hasControl(path)) {
            throw new InvalidTreeException(path, "has a backslash, a drive letter or a control character");
        }
        if (!Normalizer.isNormalized(path, Normalizer.Form.NFC)) {
            throw new InvalidTreeException(path, "is not in Unicode's composed form");
        }
        for (String segment : path.split("/", -1)) {
            checkSegment(path, segment);
        }
    }

    private static void checkSegment(String path, String segment) throws InvalidTreeException {
        if (segment.isEmpty() || segment.equals(".") || segment.equals("..")) {
            throw new InvalidTreeException(path, "is absolute, or has an empty, . or .. segment");
        }
        if (segment.getBytes(UTF_8).length > MAX_SEGMENT_BYTES) {
            throw new InvalidTreeException(path, "has a name longer than " + MAX_SEGMENT_BYTES + " bytes");
        }
    }

    /** A folder must not be spelt in two ways either, nor be a file at the same time. */
    private static void checkCollisions(String path, Map<String, String> folded) throws InvalidTreeException {
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            register(path, path.substring(0, slash + 1), folded);
        }
        register(path, path, folded);
    }

    private static void register(String path, String spelling, Map<String, String> folded) throws InvalidTreeException {
        String name = spelling.endsWith("/") ? spelling.substring(0, spelling.length() - 1) : spelling;
        String other = folded.putIfAbsent(fold(name), spelling);
        if (other != null && !(other.equals(spelling) && spelling.endsWith("/"))) {
            throw new InvalidTreeException(path, "collides with " + other);
        }
    }

    private static String fold(String name) {
        String upper = Normalizer.normalize(name, Normalizer.Form.NFC).toUpperCase(Locale.ROOT);
        return Normalizer.normalize(upper.toLowerCase(Locale.ROOT), Normalizer.Form.NFC);
    }

    /** Control characters, and lone surrogates, which can't be written in UTF-8. */
    private static boolean hasControl(String path) {
        return path.codePoints()
                .anyMatch(
                        c -> Character.isISOControl(c) || c >= Character.MIN_SURROGATE && c <= Character.MAX_SURROGATE);
    }
}

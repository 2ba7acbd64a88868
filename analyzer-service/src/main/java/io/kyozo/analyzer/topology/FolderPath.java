package io.kyozo.analyzer.topology;

/** Paths inside a folder: relative, with {@code /}, and {@code .} for the root. */
public final class FolderPath {
    private FolderPath() {}

    /** The folder that holds {@code path}; {@code .} for the root and for what lies in it. */
    public static String parent(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 ? "." : path.substring(0, slash);
    }

    /** The last segment. */
    public static String name(String path) {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /** The part after the last dot of the name, in lower case; empty where there is none. */
    public static String extension(String path) {
        String name = name(path);
        int dot = name.lastIndexOf('.');
        return dot <= 0 ? "" : name.substring(dot + 1).toLowerCase(java.util.Locale.ROOT);
    }

    public static String join(String dir, String relative) {
        return normalize(dir + "/" + relative);
    }

    /** Whether {@code path} is {@code dir} or lies below it. */
    public static boolean isWithin(String path, String dir) {
        int length = dir.length();
        return dir.equals(".") || path.startsWith(dir) && (path.length() == length || path.charAt(length) == '/');
    }

    /** {@code path} as seen from {@code dir}, which holds it; {@code .} for the folder itself. */
    public static String relativize(String dir, String path) {
        if (dir.equals(".")) {
            return path;
        }
        return path.equals(dir) ? "." : path.substring(dir.length() + 1);
    }

    /** How many segments it has; 0 for the root. */
    public static int depth(String path) {
        if (path.equals(".")) {
            return 0;
        }
        int segments = 1;
        for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
            segments++;
        }
        return segments;
    }

    /**
     * Resolves {@code .} and {@code ..}; what leads out of the folder is answered as {@code ../…}, so that it matches
     * nothing inside.
     */
    public static String normalize(String path) {
        if (isNormal(path)) {
            return path;
        }
        java.util.ArrayDeque<String> segments = new java.util.ArrayDeque<>();
        for (String segment : path.split("/", -1)) {
            if (segment.isEmpty() || segment.equals(".")) {
                continue;
            }
            if (segment.equals("..")
                    && !segments.isEmpty()
                    && !segments.getLast().equals("..")) {
                segments.removeLast();
            } else {
                segments.addLast(segment);
            }
        }
        return segments.isEmpty() ? "." : String.join("/", segments);
    }

    private static boolean isNormal(String path) {
        int from = 0;
        while (from <= path.length()) {
            int slash = path.indexOf('/', from);
            int to = slash < 0 ? path.length() : slash;
            boolean dots = to - from <= 2 && (to == from || path.charAt(from) == '.' && path.charAt(to - 1) == '.');
            if (dots) {
                return false;
            }
            from = to + 1;
        }
        return true;
    }

    /** Whether a normalized path leads out of the folder. */
    public static boolean escapes(String path) {
        return path.equals("..") || path.startsWith("../");
    }
}

package io.kyozo.analyzer.topology.detect.source;

/** Identifiers in source text. */
final class Names {
    private Names() {}

    /** Where the identifier that begins at {@code from} ends. */
    static int end(String text, int from) {
        int i = from;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        return i;
    }

    /** Whether it is written as the names of environment variables are: {@code UPPER_CASE}. */
    static boolean isConstant(String name) {
        if (name.length() < 2 || !(name.charAt(0) >= 'A' && name.charAt(0) <= 'Z' || name.charAt(0) == '_')) {
            return false;
        }
        return name.chars().allMatch(c -> c == '_' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9');
    }

    /** The variable that a line assigns to, such as {@code port} in {@code const port = 1}; empty where it assigns to none. */
    static String assigned(String line) {
        int equals = line.indexOf('=');
        while (equals > 0 && equals + 1 < line.length() && line.charAt(equals + 1) == '=') {
            equals = line.indexOf('=', equals + 2);
        }
        if (equals <= 0 || "!<>=".indexOf(line.charAt(equals - 1)) >= 0) {
            return "";
        }
        int to = equals;
        if (line.charAt(to - 1) == ':') {
            to--;
        }
        String left = line.substring(0, to).strip();
        int colon = left.indexOf(':');
        if (colon > 0 && left.indexOf('(') < 0) {
            left = left.substring(0, colon).strip();
        }
        int from = left.length();
        while (from > 0 && (Character.isLetterOrDigit(left.charAt(from - 1)) || left.charAt(from - 1) == '_')) {
            from--;
        }
        return left.substring(from);
    }
}

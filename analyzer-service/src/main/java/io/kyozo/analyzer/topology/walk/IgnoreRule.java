package io.kyozo.analyzer.topology.walk;

import org.jspecify.annotations.Nullable;

/**
 * One line of an ignore file, with the meaning that git gives it (dir.c: parse_path_pattern, match_basename,
 * match_pathname).
 */
final class IgnoreRule {
    private static final String SPECIAL = "*?[\\";

    /** What it is matched against. */
    private enum Scope {
        /** The path from the folder of the ignore file. */
        PATH,
        /** The last segment, at any depth: it has no slash but perhaps a last one. */
        NAME,
        /** The end of the last segment. */
        ENDING
    }

    private final boolean negated;
    private final boolean foldersOnly;
    private final Scope scope;
    /** What the text begins with, before the first wildcard; for {@link Scope#ENDING} what it ends with. */
    private final String literal;
    /** What comes after {@link #literal}; null where nothing does. */
    private final @Nullable Glob glob;

    private IgnoreRule(boolean negated, boolean foldersOnly, Scope scope, String literal, @Nullable Glob glob) {
        this.negated = negated;
        this.foldersOnly = foldersOnly;
        this.scope = scope;
        this.literal = literal;
        this.glob = glob;
    }

    /** Reads a line without its line end; null where it is blank, a comment or matches nothing. */
    static @Nullable IgnoreRule parse(String line) {
        if (line.startsWith("#")) {
            return null;
        }
        int zero = line.indexOf('\0');
        String pattern = withoutTrailingSpaces(zero < 0 ? line : line.substring(0, zero));
        boolean negated = pattern.startsWith("!");
        if (negated) {
            pattern = pattern.substring(1);
        }
        boolean foldersOnly = pattern.endsWith("/");
        if (foldersOnly) {
            pattern = pattern.substring(0, pattern.length() - 1);
        }
        boolean nameOnly = pattern.indexOf('/') < 0;
        if (pattern.startsWith("/")) {
            pattern = pattern.substring(1);
        } else if (pattern.startsWith("**/") && pattern.indexOf('/', 3) < 0) {
            // At any depth: the same as the name alone, which is cheaper to match.
            pattern = pattern.substring(3);
            nameOnly = true;
        }
        if (pattern.isEmpty()) {
            return null;
        }
        if (nameOnly && pattern.startsWith("*") && plainLength(pattern.substring(1)) == pattern.length() - 1) {
            return new IgnoreRule(negated, foldersOnly, Scope.ENDING, pattern.substring(1), null);
        }
        int plain = plainLength(pattern);
        Glob glob = null;
        if (plain < pattern.length()) {
            glob = Glob.compile(pattern.substring(plain));
            if (glob == null) {
                return null;
            }
        }
        Scope scope = nameOnly ? Scope.NAME : Scope.PATH;
        return new IgnoreRule(negated, foldersOnly, scope, pattern.substring(0, plain), glob);
    }

    /** Whether a match takes the file back in. */
    boolean isNegated() {
        return negated;
    }

    /** How much matching costs, against a text of length 1. */
    int size() {
        return glob == null ? 1 : glob.size();
    }

    /**
     * Whether it speaks of an entry.
     *
     * @param path from the folder of the ignore file, bytes in chars
     * @param name its last segment
     */
    boolean matches(String path, String name, boolean folder) {
        if (foldersOnly && !folder) {
            return false;
        }
        if (scope == Scope.ENDING) {
            return name.endsWith(literal);
        }
        String text = scope == Scope.NAME ? name : path;
        if (glob == null) {
            return text.equals(literal);
        }
        return text.startsWith(literal) && glob.matches(text, literal.length());
    }

    private static int plainLength(String pattern) {
        int i = 0;
        while (i < pattern.length() && SPECIAL.indexOf(pattern.charAt(i)) < 0) {
            i++;
        }
        return i;
    }

    /** Blanks at the end count only where a backslash says so. */
    private static String withoutTrailingSpaces(String line) {
        int spaces = -1;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == ' ') {
                spaces = spaces < 0 ? i : spaces;
            } else {
                spaces = -1;
                if (c == '\\' && ++i == line.length()) {
                    return line;
                }
            }
        }
        return spaces < 0 ? line : line.substring(0, spaces);
    }
}

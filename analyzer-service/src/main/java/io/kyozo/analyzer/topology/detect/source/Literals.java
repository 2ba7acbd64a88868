package io.kyozo.analyzer.topology.detect.source;

import java.util.List;

/** Quoted strings and numbers in source text. */
final class Literals {
    private static final List<String> FALLBACKS =
            List.of("||", "??", "?:", ",", "or ", ".unwrap_or", ".orElse(", "|>", "{", "do ", "!= null ?");
    private static final int LOOK_AHEAD = 160;

    private Literals() {}

    /** Where the next quoted string begins; -1 where there is none. */
    static int nextQuote(String text, int from) {
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                return i;
            }
        }
        return -1;
    }

    /** The literal that stands in for an absent value, given what follows the name; empty where there is none. */
    static String fallback(String after) {
        String rest = after.length() > LOOK_AHEAD ? after.substring(0, LOOK_AHEAD) : after;
        int i = 0;
        while (i < rest.length() && ")] !".indexOf(rest.charAt(i)) >= 0) {
            i++;
        }
        String tail = rest.substring(i);
        // parseInt(process.env.PORT, 10) || 3000: the radix is no default.
        if (tail.startsWith(", 10)")) {
            tail = tail.substring(5).strip();
        }
        for (String mark : FALLBACKS) {
            if (tail.startsWith(mark)) {
                return first(tail.substring(mark.length()));
            }
        }
        return "";
    }

    /** The literal that text begins with, through wrappers such as {@code String(} or {@code default=}; else empty. */
    static String first(String text) {
        String rest = text.strip();
        for (int i = 0; i < rest.length() && i < 60; i++) {
            char c = rest.charAt(i);
            if (c == '"' || c == '\'' || c == '`') {
                int close = rest.indexOf(c, i + 1);
                return close < 0 ? "" : rest.substring(i + 1, close);
            }
            if (Character.isDigit(c) && (i == 0 || !Character.isLetterOrDigit(rest.charAt(i - 1)))) {
                int end = i;
                while (end < rest.length() && (Character.isDigit(rest.charAt(end)) || rest.charAt(end) == '_')) {
                    end++;
                }
                return rest.substring(i, end).replace("_", "");
            }
            if (";)]}\n".indexOf(c) >= 0 || c == ',' && i > 0) {
                return "";
            }
        }
        return "";
    }
}

package io.kyozo.analyzer.topology.parse;

import java.util.Map;

/** Expands {@code $NAME}, {@code ${NAME}}, {@code ${NAME:-default}} and {@code ${NAME-default}} as Docker and compose do. */
public final class Variables {
    /** Longer text is answered as it is: nesting, and so the depth of recursion, is bounded by the length. */
    private static final int MAX_INPUT = 2_000;

    private static final int MAX_LENGTH = 20_000;

    private Variables() {}

    /** {@code text} with what is known filled in; what is neither known nor defaulted becomes empty. */
    public static String expand(String text, Map<String, String> known) {
        return text.length() > MAX_INPUT ? text : expandBounded(text, known);
    }

    private static String expandBounded(String text, Map<String, String> known) {
        StringBuilder out = new StringBuilder();
        int i = 0;
        while (i < text.length() && out.length() < MAX_LENGTH) {
            char c = text.charAt(i);
            if (c != '$' || i + 1 >= text.length()) {
                out.append(c);
                i++;
            } else if (text.charAt(i + 1) == '$') {
                out.append('$');
                i += 2;
            } else if (text.charAt(i + 1) == '{') {
                int end = closing(text, i + 2);
                if (end < 0) {
                    out.append(text.substring(i));
                    return out.toString();
                }
                out.append(braced(text.substring(i + 2, end), known));
                i = end + 1;
            } else {
                int end = nameEnd(text, i + 1);
                out.append(end == i + 1 ? "$" : known.getOrDefault(text.substring(i + 1, end), ""));
                i = Math.max(end, i + 1);
            }
        }
        return out.toString();
    }

    private static String braced(String body, Map<String, String> known) {
        int end = nameEnd(body, 0);
        String name = body.substring(0, end);
        String value = known.getOrDefault(name, "");
        String rest = body.substring(end);
        if (rest.startsWith(":-") || rest.startsWith(":=")) {
            return value.isEmpty() ? plainOrExpanded(rest.substring(2), known) : value;
        }
        if (rest.startsWith("-") || rest.startsWith("=")) {
            return known.containsKey(name) ? value : plainOrExpanded(rest.substring(1), known);
        }
        return value;
    }

    private static String plainOrExpanded(String text, Map<String, String> known) {
        return text.indexOf('$') < 0 ? text : expandBounded(text, known);
    }

    private static int closing(String text, int from) {
        int depth = 1;
        for (int i = from; i < text.length(); i++) {
            if (text.charAt(i) == '{') {
                depth++;
            } else if (text.charAt(i) == '}' && --depth == 0) {
                return i;
            }
        }
        return -1;
    }

    private static int nameEnd(String text, int from) {
        int i = from;
        while (i < text.length() && (Character.isLetterOrDigit(text.charAt(i)) || text.charAt(i) == '_')) {
            i++;
        }
        return i;
    }
}

package io.kyozo.analyzer.topology.parse;

import java.util.ArrayList;
import java.util.List;

/** Reads {@code .env} files: {@code export}, single and double quotes, comments after values. */
public final class Dotenv {
    private Dotenv() {}

    /**
     * One assignment.
     *
     * @param name the variable
     * @param value without its quotes
     * @param line 1-based
     */
    public record Entry(String name, String value, int line) {}

    public static List<Entry> parse(List<String> lines) {
        List<Entry> entries = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.startsWith("export ")) {
                line = line.substring(7).strip();
            }
            int equals = line.indexOf('=');
            if (equals > 0 && !line.startsWith("#")) {
                String name = line.substring(0, equals).strip();
                if (isName(name)) {
                    entries.add(new Entry(name, value(line.substring(equals + 1).strip()), i + 1));
                }
            }
        }
        return entries;
    }

    private static String value(String raw) {
        if (raw.isEmpty()) {
            return raw;
        }
        char quote = raw.charAt(0);
        if (quote == '"' || quote == '\'') {
            int end = closing(raw, quote);
            return end < 0 ? raw.substring(1) : raw.substring(1, end);
        }
        int comment = raw.indexOf(" #");
        return comment < 0 ? raw : raw.substring(0, comment).strip();
    }

    private static int closing(String raw, char quote) {
        for (int i = 1; i < raw.length(); i++) {
            if (raw.charAt(i) == '\\' && quote == '"') {
                i++;
            } else if (raw.charAt(i) == quote) {
                return i;
            }
        }
        return -1;
    }

    /** Whether it can be the name of a variable. */
    public static boolean isName(String name) {
        if (name.isEmpty() || name.length() > 200 || Character.isDigit(name.charAt(0))) {
            return false;
        }
        return name.chars()
                .allMatch(c -> c == '_' || c >= 'A' && c <= 'Z' || c >= 'a' && c <= 'z' || c >= '0' && c <= '9');
    }
}

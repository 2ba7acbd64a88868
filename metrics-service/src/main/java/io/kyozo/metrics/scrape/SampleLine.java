package io.kyozo.metrics.scrape;

import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * A line such as {@code requests_total{code="200"} 17}.
 *
 * @param name of the metric
 * @param labels by name
 * @param value any double
 */
record SampleLine(String name, SortedMap<String, String> labels, double value) {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z_:][a-zA-Z0-9_:]*");
    private static final Pattern LABEL = Pattern.compile("[a-zA-Z_][a-zA-Z0-9_]*");

    /** Fails with {@link IllegalArgumentException}. */
    static SampleLine parse(String line, int mostLabels) {
        int end = 0;
        while (end < line.length() && line.charAt(end) != '{' && !Character.isWhitespace(line.charAt(end))) {
            end++;
        }
        String name = line.substring(0, end);
        require(NAME.matcher(name).matches());
        Labels labels = new Labels(line, end, mostLabels);
        int rest = end < line.length() && line.charAt(end) == '{' ? labels.read() : end;
        String[] words = line.substring(rest).strip().split("\\s+", 2);
        return new SampleLine(name, labels.found, number(words[0]));
    }

    private static double number(String word) {
        return switch (word) {
            case "+Inf", "Inf", "inf", "+inf" -> Double.POSITIVE_INFINITY;
            case "-Inf", "-inf" -> Double.NEGATIVE_INFINITY;
            case "NaN", "nan" -> Double.NaN;
            default -> Double.parseDouble(word);
        };
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalArgumentException("not a line of an export");
        }
    }

    /** The part in braces; values are quoted, with {@code \\}, {@code \"} and {@code \n}. */
    private static final class Labels {
        private final String line;
        private final int most;
        private final SortedMap<String, String> found = new TreeMap<>();
        private int at;

        private Labels(String line, int brace, int most) {
            this.line = line;
            this.at = brace + 1;
            this.most = most;
        }

        private int read() {
            skipBlanks();
            while (next() != '}') {
                one();
                skipBlanks();
                if (next() == ',') {
                    at++;
                    skipBlanks();
                } else {
                    require(next() == '}');
                }
            }
            return at + 1;
        }

        private void one() {
            int start = at;
            while (next() != '=') {
                at++;
            }
            String label = line.substring(start, at).strip();
            at++;
            skipBlanks();
            require(next() == '"' && LABEL.matcher(label).matches());
            at++;
            found.put(label, quoted());
            require(found.size() <= most);
        }

        private String quoted() {
            StringBuilder text = new StringBuilder();
            while (next() != '"') {
                char c = next();
                at++;
                if (c == '\\') {
                    char escaped = next();
                    at++;
                    text.append(escaped == 'n' ? '\n' : escaped);
                } else {
                    text.append(c);
                }
            }
            at++;
            return text.toString();
        }

        private char next() {
            require(at < line.length());
            return line.charAt(at);
        }

        private void skipBlanks() {
            while (next() == ' ' || next() == '\t') {
                at++;
            }
        }
    }
}

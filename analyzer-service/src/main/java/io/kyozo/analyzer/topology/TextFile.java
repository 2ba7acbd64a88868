package io.kyozo.analyzer.topology;

import java.util.ArrayList;
import java.util.List;

/**
 * The text of one file, as lines. Lines longer than {@value #MAX_LINE} characters are cut: they are minified or data.
 *
 * @param path relative to the folder
 * @param lines without their line ends
 */
public record TextFile(String path, List<String> lines) {
    /** Longest line that is looked at, in characters. */
    public static final int MAX_LINE = 4_000;

    public static TextFile of(String path, String text) {
        List<String> lines = new ArrayList<>();
        int from = 0;
        int length = text.length();
        while (from < length) {
            int end = text.indexOf('\n', from);
            int to = end < 0 ? length : end;
            int cut = Math.min(to, from + MAX_LINE);
            String line = text.substring(from, cut);
            lines.add(line.endsWith("\r") ? line.substring(0, line.length() - 1) : line);
            from = to + 1;
        }
        return new TextFile(path, List.copyOf(lines));
    }

    public String text() {
        return String.join("\n", lines);
    }

    /** 1-based number of the first line that holds {@code needle}; 0 where none does. */
    public int lineOf(String needle) {
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(needle)) {
                return i + 1;
            }
        }
        return 0;
    }

    public boolean contains(String needle) {
        return lineOf(needle) > 0;
    }
}

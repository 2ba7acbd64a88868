package io.kyozo.analyzer.topology;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The text of one file. Line ends are {@code \n} alone; lines longer than {@value #MAX_LINE} characters are cut: they are
 * minified or data. Lines and their places are worked out when they are first asked for.
 */
public final class TextFile {
    /** Longest line that is looked at, in characters. */
    public static final int MAX_LINE = 4_000;

    private final String path;
    private final String text;
    private volatile @Nullable List<String> lines;
    private volatile int @Nullable [] begins;

    /**
     * A file of these lines.
     *
     * @param path relative to the folder
     * @param lines without their line ends
     */
    public TextFile(String path, List<String> lines) {
        this(path, String.join("\n", lines));
    }

    private TextFile(String path, String text) {
        this.path = path;
        this.text = text;
    }

    /** Reads a file's content. */
    public static TextFile of(String path, String content) {
        int end = content.endsWith("\n") ? content.length() - 1 : content.length();
        return new TextFile(path, isPlain(content, end) ? content.substring(0, end) : plain(content, end));
    }

    private static boolean isPlain(String content, int end) {
        if (content.indexOf('\r') >= 0) {
            return false;
        }
        int from = 0;
        while (end - from > MAX_LINE) {
            int next = content.indexOf('\n', from);
            if (next < 0 || next - from > MAX_LINE) {
                return false;
            }
            from = next + 1;
        }
        return true;
    }

    private static String plain(String content, int end) {
        StringBuilder plain = new StringBuilder(end);
        int from = 0;
        while (from <= end) {
            int next = content.indexOf('\n', from);
            int to = next < 0 || next > end ? end : next;
            int last = Math.min(to, from + MAX_LINE);
            boolean carriage = last > from && content.charAt(last - 1) == '\r';
            plain.append(content, from, carriage ? last - 1 : last).append('\n');
            from = to + 1;
        }
        plain.setLength(Math.max(0, plain.length() - 1));
        return plain.toString();
    }

    /** Relative to the folder. */
    public String path() {
        return path;
    }

    /** The lines, joined by {@code \n}. */
    public String text() {
        return text;
    }

    /** Without their line ends. */
    public List<String> lines() {
        List<String> known = lines;
        if (known == null) {
            known = split();
            lines = known;
        }
        return known;
    }

    private List<String> split() {
        List<String> all = new ArrayList<>();
        int from = 0;
        while (from <= text.length() && !text.isEmpty()) {
            int next = text.indexOf('\n', from);
            int to = next < 0 ? text.length() : next;
            all.add(text.substring(from, to));
            from = to + 1;
        }
        return List.copyOf(all);
    }

    /** 1-based number of the first line that holds {@code needle}; 0 where none does. */
    public int lineOf(String needle) {
        int at = text.indexOf(needle);
        if (at < 0) {
            return 0;
        }
        int found = Arrays.binarySearch(begins(), at);
        return found >= 0 ? found + 1 : -found - 1;
    }

    private int[] begins() {
        int[] known = begins;
        if (known == null) {
            known = new int[1 + (int) text.chars().filter(c -> c == '\n').count()];
            for (int line = 1; line < known.length; line++) {
                known[line] = text.indexOf('\n', known[line - 1]) + 1;
            }
            begins = known;
        }
        return known;
    }

    public boolean contains(String needle) {
        return text.contains(needle);
    }
}

package io.kyozo.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Rows of text in columns as wide as their widest cell. */
final class Table {
    private final List<String[]> rows = new ArrayList<>();
    private final int[] widths;

    Table(String... head) {
        widths = new int[head.length];
        row(head);
    }

    void row(String... cells) {
        if (cells.length != widths.length) {
            throw new IllegalArgumentException("A row has " + widths.length + " cells, not " + cells.length);
        }
        rows.add(cells);
        for (int i = 0; i < cells.length; i++) {
            widths[i] = Math.max(widths[i], cells[i].length());
        }
    }

    List<String> lines() {
        return rows.stream().map(this::line).toList();
    }

    private String line(String[] cells) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < cells.length; i++) {
            char[] fill = new char[widths[i] - cells[i].length() + 2];
            Arrays.fill(fill, ' ');
            line.append(cells[i]).append(fill);
        }
        return line.toString().stripTrailing();
    }
}

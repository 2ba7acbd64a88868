package io.kyozo.analyzer.topology.parse;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of tools and products, written as data: a block of lines each, the first at the margin as cells between
 * bars, the others indented, a key and what belongs to it. A key may come again; its texts are joined.
 */
public final class Table {
    private Table() {}

    /**
     * One block.
     *
     * @param cells of its first line
     * @param texts of its other lines, by their key
     */
    public record Row(List<String> cells, Map<String, String> texts) {
        /** What stands under {@code key}; empty where nothing does. */
        public String text(String key) {
            return texts.getOrDefault(key, "");
        }

        /** The words under {@code key}. */
        public List<String> words(String key) {
            return parts(key, "\\s+");
        }

        /** The phrases under {@code key}, which are kept apart by semicolons. */
        public List<String> phrases(String key) {
            return parts(key, "\\s*;\\s*");
        }

        private List<String> parts(String key, String between) {
            return text(key).isEmpty() ? List.of() : List.of(text(key).split(between));
        }
    }

    /** Reads a table, in its order. */
    public static List<Row> read(String table) {
        List<Row> rows = new ArrayList<>();
        Map<String, String> texts = new LinkedHashMap<>();
        for (String line : table.lines().filter(text -> !text.isBlank()).toList()) {
            if (line.startsWith(" ")) {
                String[] entry = line.strip().split(" ", 2);
                texts.merge(entry[0], entry[1].strip(), (one, more) -> one + " " + more);
            } else {
                texts = new LinkedHashMap<>();
                rows.add(new Row(List.of(line.strip().split("\\s*\\|\\s*")), texts));
            }
        }
        return List.copyOf(rows);
    }
}

package io.kyozo.analyzer.topology.generate.manifest;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes maps, lists and scalars as block YAML. Strings are quoted unless every YAML version reads them as strings, so
 * that neither {@code no} nor {@code 22:22} changes its type.
 */
public final class Yaml {
    private static final Pattern PLAIN =
            Pattern.compile("(?:[A-Za-z_/]|\\./)[A-Za-z0-9_./-]*(?:[:=][A-Za-z0-9_./-]+)*|[0-9]+[A-Za-z]{1,2}");
    private static final Pattern WORD =
            Pattern.compile("y|n|yes|no|true|false|on|off|null|nan|[+-]?\\.(?:inf|nan)|~", Pattern.CASE_INSENSITIVE);

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    /** The text of one document; ends with a line end. */
    public static String of(Map<String, ?> document) {
        Yaml yaml = new Yaml();
        yaml.map(document, 0);
        return yaml.out.toString();
    }

    private void map(Map<?, ?> entries, int depth) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : entries.entrySet()) {
            // The first entry of a list's item stands on the line of its dash.
            if (!first || out.length() == 0 || out.charAt(out.length() - 1) == '\n') {
                indent(depth);
            }
            first = false;
            out.append(scalar(entry.getKey())).append(':');
            value(entry.getValue(), depth);
        }
    }

    private void value(@Nullable Object value, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(map, depth + 1);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list.forEach(item -> item(item, depth + 1));
        } else {
            out.append(value == null ? "" : " " + scalar(value)).append('\n');
        }
    }

    private void item(Object item, int depth) {
        indent(depth);
        out.append("- ");
        if (item instanceof Map<?, ?> map && !map.isEmpty()) {
            map(map, depth + 1);
        } else {
            out.append(scalar(item)).append('\n');
        }
    }

    private void indent(int depth) {
        out.append("  ".repeat(depth));
    }

    private static String scalar(Object value) {
        if (value instanceof Map) {
            return "{}";
        }
        if (value instanceof List) {
            return "[]";
        }
        if (value instanceof Number || value instanceof Boolean) {
            return value.toString();
        }
        String text = value.toString();
        return PLAIN.matcher(text).matches() && !WORD.matcher(text).matches() ? text : quoted(text);
    }

    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (char c : text.toCharArray()) {
            switch (c) {
                case '"' -> quoted.append("\\\"");
                case '\\' -> quoted.append("\\\\");
                case '\n' -> quoted.append("\\n");
                case '\t' -> quoted.append("\\t");
                default -> {
                    boolean control = c < 0x20 || c >= 0x7f && c < 0xa0 || c == 0xfeff || Character.isSurrogate(c);
                    quoted.append(control ? String.format("\\u%04x", (int) c) : String.valueOf(c));
                }
            }
        }
        return quoted.append('"').toString();
    }
}

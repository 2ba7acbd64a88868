package io.kyozo.runtime.dockerfile;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Labels an image by one instruction at the end of the stage that becomes it. The engine's own {@code labels} parameter
 * makes an instruction, and with it a container and a layer, of each label.
 */
public final class ImageLabels {
    /** What needs no quoting, whatever the file's escape character is. */
    private static final Pattern PLAIN = Pattern.compile("[\\w.:/@+-]*");

    private ImageLabels() {}

    /**
     * Returns {@code file} with the labels.
     *
     * @param target the stage that is built, by name or number; empty for the last
     * @throws IllegalArgumentException where a key or value has other characters than letters, digits and {@code .:/@+-_}
     */
    public static Dockerfile apply(
            Dockerfile file, Map<String, String> arguments, String target, Map<String, String> labels) {
        if (labels.isEmpty()) {
            return file;
        }
        var line = new StringBuilder("LABEL");
        new TreeMap<>(labels)
                .forEach((key, value) -> line.append(' ')
                        .append(plain(key))
                        .append("=\"")
                        .append(plain(value))
                        .append('"'));
        return StageEnd.append(file, arguments, target, List.of(line.toString()));
    }

    private static String plain(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' can't stand in a label");
        }
        return text;
    }
}

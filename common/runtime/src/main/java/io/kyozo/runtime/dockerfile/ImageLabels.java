package io.kyozo.runtime.dockerfile;

import java.util.ArrayList;
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
        var out = new ArrayList<>(file.instructions());
        out.add(endOf(file, arguments, target), Instruction.of(line.toString(), line.toString()));
        return new Dockerfile(out);
    }

    /** Where the targeted stage ends: before the next one's {@code FROM}, or with the file. */
    private static int endOf(Dockerfile file, Map<String, String> arguments, String target) {
        var stages = Stage.of(file, arguments);
        var instructions = file.instructions();
        var stage = -1;
        for (var at = 0; at < instructions.size(); at++) {
            if (instructions.get(at).is("FROM")) {
                if (stage >= 0 && isTarget(stages.get(stage), stage, target)) {
                    return at;
                }
                stage++;
            }
        }
        return instructions.size();
    }

    private static boolean isTarget(Stage stage, int index, String target) {
        return !target.isEmpty()
                && (stage.name().equalsIgnoreCase(target)
                        || String.valueOf(index).equals(target));
    }

    private static String plain(String text) {
        if (!PLAIN.matcher(text).matches()) {
            throw new IllegalArgumentException("'" + text + "' can't stand in a label");
        }
        return text;
    }
}

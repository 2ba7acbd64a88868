package io.kyozo.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts instructions at the end of the stage that becomes the image. */
final class StageEnd {
    private StageEnd() {}

    /** @param target the stage that is built, by name or number; empty for the last */
    static Dockerfile append(Dockerfile file, Map<String, String> arguments, String target, List<String> lines) {
        var out = new ArrayList<>(file.instructions());
        var added = lines.stream().map(line -> Instruction.of(line, line)).toList();
        out.addAll(endOf(file, arguments, target), added);
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
}

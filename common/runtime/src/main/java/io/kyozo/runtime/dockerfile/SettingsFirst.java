package io.kyozo.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Puts what only says how an image starts before the files that are copied into it. The classic builder makes a container
 * and a layer of each instruction, and reuses a layer only where all before it are the same: of a new version of a folder
 * it then makes one for the files, and none for the port, the user or the command.
 *
 * <p>Only the end of a stage is put in another order, after the last instruction that could tell the difference: whoever
 * copies without {@code --chown} copies as root, whatever {@code USER} says.
 */
public final class SettingsFirst {
    private static final Set<String> SETTINGS =
            Set.of("CMD", "ENTRYPOINT", "ENV", "EXPOSE", "HEALTHCHECK", "LABEL", "STOPSIGNAL", "USER");
    private static final Set<String> COPIES = Set.of("COPY", "ADD");

    private SettingsFirst() {}

    public static Dockerfile apply(Dockerfile file) {
        var all = file.instructions();
        var out = new ArrayList<Instruction>();
        for (var start = 0; start < all.size(); ) {
            var end = start + 1;
            while (end < all.size() && !all.get(end).is("FROM")) {
                end++;
            }
            out.addAll(stage(all.subList(start, end)));
            start = end;
        }
        return new Dockerfile(out);
    }

    private static List<Instruction> stage(List<Instruction> stage) {
        var from = stage.size();
        while (from > 0 && isMovable(stage.get(from - 1))) {
            from--;
        }
        var tail = stage.subList(from, stage.size());
        var out = new ArrayList<>(stage.subList(0, from));
        tail.stream().filter(SettingsFirst::isSetting).forEach(out::add);
        tail.stream().filter(instruction -> !isSetting(instruction)).forEach(out::add);
        return out;
    }

    /** A copy whose paths or owner are variables may mean others before an {@code ENV} than after it. */
    private static boolean isMovable(Instruction instruction) {
        var copies = COPIES.contains(instruction.keyword());
        return isSetting(instruction)
                || instruction.keyword().isEmpty()
                || copies && instruction.arguments().indexOf('$') < 0;
    }

    private static boolean isSetting(Instruction instruction) {
        return SETTINGS.contains(instruction.keyword());
    }
}

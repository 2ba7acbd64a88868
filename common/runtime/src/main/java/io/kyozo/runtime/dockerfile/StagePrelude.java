package io.kyozo.runtime.dockerfile;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Puts instructions after each {@code FROM}, so that every stage of a build has them, whoever wrote the Dockerfile. */
public final class StagePrelude {
    private StagePrelude() {}

    /**
     * @param everywhere put after every {@code FROM}
     * @param fromImages put, after those, after each {@code FROM} of an image: not of an earlier stage, which has them
     *     already, and not of {@code scratch}, which stays empty
     */
    public static Dockerfile apply(
            Dockerfile file, Map<String, String> arguments, List<String> fromImages, List<String> everywhere) {
        var stages = Stage.of(file, arguments).iterator();
        var out = new ArrayList<Instruction>();
        for (var instruction : file.instructions()) {
            out.add(instruction);
            if (instruction.is("FROM")) {
                everywhere.forEach(line -> out.add(Instruction.of(line, line)));
                if (!stages.next().internal()) {
                    fromImages.forEach(line -> out.add(Instruction.of(line, line)));
                }
            }
        }
        return new Dockerfile(out);
    }
}

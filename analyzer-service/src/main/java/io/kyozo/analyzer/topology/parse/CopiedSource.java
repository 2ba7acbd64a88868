package io.kyozo.analyzer.topology.parse;

import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;

/**
 * What a Dockerfile takes from its build context.
 *
 * @param path relative to the context; {@code .} for all of it
 * @param line of the instruction
 */
public record CopiedSource(String path, int line) {
    private static final int MAX_SOURCES = 50;

    /** The sources that are named plainly, without wildcards and variables; those of other stages are none. */
    public static List<CopiedSource> of(Dockerfile file) {
        List<CopiedSource> sources = new ArrayList<>();
        for (Instruction instruction : file.instructions()) {
            boolean copies = instruction.keyword().equals("COPY")
                    || instruction.keyword().equals("ADD");
            if (!copies || instruction.arguments().contains("--from=")) {
                continue;
            }
            List<String> words = Dockerfile.words(
                    instruction.arguments().replace("[", "").replace("]", "").replace("\",", "\" "));
            words.removeIf(word -> word.startsWith("--"));
            for (int i = 0; i + 1 < words.size() && sources.size() < MAX_SOURCES; i++) {
                String source = FolderPath.normalize(words.get(i));
                boolean plain = source.chars().allMatch(c -> "*?[$<".indexOf(c) < 0) && !source.contains("://");
                if (plain && !FolderPath.escapes(source)) {
                    sources.add(new CopiedSource(source, instruction.line()));
                }
            }
        }
        return sources;
    }
}

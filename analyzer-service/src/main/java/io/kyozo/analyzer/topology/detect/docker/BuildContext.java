package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.analyzer.topology.parse.Dockerfile.Instruction;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Where a Dockerfile is meant to be built: the folder, its own or one above it, that holds what it copies. */
final class BuildContext {
    private static final int MAX_SOURCES = 50;

    private BuildContext() {}

    /** The nearest folder at or above the Dockerfile that holds most of what it copies. */
    static String of(Folder folder, String path) {
        String own = FolderPath.parent(path);
        List<String> sources = folder.text(path)
                .map(text -> sources(Dockerfile.parse(text.lines())))
                .orElse(List.of());
        if (sources.isEmpty()) {
            return own;
        }
        String best = own;
        long most = held(folder, own, sources);
        String at = own;
        while (!at.equals(".") && most < sources.size()) {
            at = FolderPath.parent(at);
            long here = held(folder, at, sources);
            if (here > most) {
                best = at;
                most = here;
            }
        }
        return best;
    }

    /** What the Dockerfile at {@code path} copies from its context. */
    static Set<String> sources(Folder folder, String path) {
        return folder.text(path)
                .map(text -> Set.copyOf(sources(Dockerfile.parse(text.lines()))))
                .orElse(Set.of());
    }

    private static long held(Folder folder, String dir, List<String> sources) {
        return sources.stream()
                .map(source -> FolderPath.join(dir, source))
                .filter(source -> folder.has(source) || !folder.under(source).isEmpty())
                .count();
    }

    private static List<String> sources(Dockerfile file) {
        List<String> sources = new ArrayList<>();
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
                if (plain && !source.equals(".") && !FolderPath.escapes(source)) {
                    sources.add(source);
                }
            }
        }
        return sources;
    }
}

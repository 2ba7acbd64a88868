package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.CopiedSource;
import io.kyozo.analyzer.topology.parse.Dockerfile;
import io.kyozo.analyzer.topology.parse.ImageFolder;
import java.util.List;
import java.util.Set;

/** Where a Dockerfile is meant to be built: the folder, its own or one above it, that holds what it copies. */
final class BuildContext {
    private BuildContext() {}

    /** The nearest folder at or above the Dockerfile that holds most of what it copies. */
    static String of(Folder folder, String path) {
        String own = FolderPath.parent(path);
        List<String> sources = copied(folder, path);
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
        return Set.copyOf(copied(folder, path));
    }

    /** What the context leaves out can't be what the Dockerfile means. */
    private static long held(Folder folder, String dir, List<String> sources) {
        Folder seen = ImageFolder.of(folder, dir);
        return sources.stream()
                .map(source -> FolderPath.join(dir, source))
                .filter(source -> seen.has(source) || !seen.under(source).isEmpty())
                .count();
    }

    private static List<String> copied(Folder folder, String path) {
        return folder.text(path).map(text -> CopiedSource.of(Dockerfile.parse(text.lines()))).orElse(List.of()).stream()
                .map(CopiedSource::path)
                .filter(source -> !source.equals("."))
                .toList();
    }
}

package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Named things that are a folder each, with their labels in it: volumes, and networks, which are no more than a name. */
final class VolumeStore {
    /** Folder of a volume's content. */
    static final String DATA = "data";

    private static final String LABELS = "labels.json";

    private final Path parent;
    private final String kind;

    VolumeStore(Path parent, String kind) {
        this.parent = parent;
        this.kind = kind;
    }

    void ensure(String name, Map<String, String> labels) throws IOException {
        var folder = parent.resolve(Layout.checked(name));
        Files.createDirectories(folder.resolve(DATA));
        if (!Files.exists(folder.resolve(LABELS))) {
            JsonFiles.write(folder.resolve(LABELS), labels);
        } else if (!labels(folder).entrySet().containsAll(labels.entrySet())) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.CONFLICT,
                    "Could not create " + kind + " " + name + ": another one has this name");
        }
    }

    List<String> list(Map<String, String> labels) throws IOException {
        var found = new ArrayList<String>();
        if (Files.isDirectory(parent)) {
            try (var folders = Files.newDirectoryStream(parent)) {
                for (var folder : folders) {
                    if (labels(folder).entrySet().containsAll(labels.entrySet())) {
                        found.add(folder.getFileName().toString());
                    }
                }
            }
        }
        return found;
    }

    /** In bytes, by name. */
    Map<String, Long> sizes(Map<String, String> labels) throws IOException {
        var sizes = new HashMap<String, Long>();
        for (var name : list(labels)) {
            sizes.put(name, FileTrees.size(parent.resolve(name).resolve(DATA)));
        }
        return sizes;
    }

    /** What is in it; fails where it is not there. */
    VolumeArchive archive(String name) {
        var folder = parent.resolve(Layout.checked(name)).resolve(DATA);
        if (!Files.isDirectory(folder)) {
            throw new RuntimeFailure(RuntimeFailure.Kind.NOT_FOUND, "There is no " + kind + " " + name);
        }
        return new VolumeArchive(folder);
    }

    void remove(String name) throws IOException {
        FileTrees.remove(parent.resolve(Layout.checked(name)));
    }

    private static Map<String, String> labels(Path folder) throws IOException {
        var labels = new HashMap<String, String>();
        JsonFiles.read(folder.resolve(LABELS), Map.class)
                .ifPresent(
                        read -> read.forEach((name, value) -> labels.put(String.valueOf(name), String.valueOf(value))));
        return labels;
    }
}

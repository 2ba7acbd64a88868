package io.kyozo.analyzer.topology.detect.docker;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.parse.DataFiles;
import java.util.List;

/** The override file that compose lays over the default file on its own: {@code compose.override.yaml} and its like. */
final class ComposeOverride {
    private ComposeOverride() {}

    /** The file at {@code path}, and those that may be laid over it. */
    static List<String> files(String path) {
        String name = FolderPath.name(path);
        if (!ComposeFile.NAMES.contains(name)) {
            return List.of(path);
        }
        String bare = FolderPath.join(FolderPath.parent(path), name.substring(0, name.lastIndexOf('.')));
        return List.of(path, bare + ".override.yaml", bare + ".override.yml");
    }

    /** {@code services} of the file at {@code path}, with those of its override laid over them. */
    static JsonNode services(Folder folder, String path, JsonNode services) {
        if (!(services instanceof ObjectNode base)) {
            return services;
        }
        List<String> files = files(path);
        for (String file : files.subList(1, files.size())) {
            JsonNode override = DataFiles.yaml(folder, file).path("services");
            if (override instanceof ObjectNode own) {
                ObjectNode merged = base.deepCopy();
                own.fields().forEachRemaining(entry -> {
                    if (entry.getValue() instanceof ObjectNode service) {
                        merged.set(entry.getKey(), ComposeMerge.over(base.path(entry.getKey()), service));
                    }
                });
                return merged;
            }
        }
        return services;
    }
}

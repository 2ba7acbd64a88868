package io.kyozo.analyzer.topology.rest;

import io.kyozo.analyzer.topology.generate.GeneratedFiles;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;

/**
 * The files that can be written for a revision.
 *
 * @param files sorted by path
 * @param notes what was not written, and why
 */
@RegisterForReflection
public record TopologyFiles(List<File> files, List<String> notes) {
    /**
     * One file.
     *
     * @param path where it belongs, relative to the folder
     * @param content its whole text
     */
    @RegisterForReflection
    public record File(String path, String content) {}

    static TopologyFiles of(GeneratedFiles generated) {
        List<File> files = generated.files().stream()
                .map(file -> new File(file.path(), file.content()))
                .toList();
        return new TopologyFiles(files, generated.notes());
    }
}

package io.kyozo.analyzer.topology.detect.other;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.Detector;
import java.util.List;

/** A start.sh in the root is how the folder is started, where nothing else tells what it is. */
public final class ShellDetector implements Detector {
    @Override
    public List<ServiceDraft> detect(Folder folder) {
        if (!folder.has("start.sh")) {
            return List.of();
        }
        return List.of(new ServiceDraft(".", "other")
                .framework("shell")
                .shows("start.sh", 1, 0.3, "starts the process of the folder")
                .start(List.of("sh", "start.sh")));
    }
}

package io.kyozo.analyzer.topology.detect.docker;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Tells which member of a workspace a Dockerfile in the workspace's root builds: the one that it names most. */
final class WorkspaceMembers {
    private WorkspaceMembers() {}

    /** The member that is meant, where {@code root} is the root of a workspace and the Dockerfile names one of it. */
    static Optional<ServiceDraft> builtBy(
            Folder folder, String dockerfile, ServiceDraft root, Collection<ServiceDraft> drafts) {
        Optional<TextFile> text = folder.text(dockerfile);
        if (!isRoot(root) || text.isEmpty()) {
            return Optional.empty();
        }
        return drafts.stream()
                .filter(draft -> draft.workspaceRoot().equals(root.path()) && draft.opposition() < 0.8)
                .filter(draft -> draft.dockerfile() == null && mentions(text.get(), draft) > 0)
                .max(Comparator.comparingInt((ServiceDraft draft) -> mentions(text.get(), draft))
                        .thenComparing(ServiceDraft::path, Comparator.reverseOrder()));
    }

    static boolean isRoot(ServiceDraft draft) {
        return draft.against().stream().anyMatch(item -> item.shows().equals("it is the root of a workspace"));
    }

    private static int mentions(TextFile text, ServiceDraft draft) {
        int mentions = 0;
        for (String line : text.lines()) {
            boolean place = line.contains(draft.path());
            boolean name = line.contains("/" + FolderPath.name(draft.path()) + " ")
                    && (line.contains("--filter") || line.contains("--scope") || line.contains("workspace"));
            mentions += place || name ? 1 : 0;
        }
        return mentions;
    }
}

package io.kyozo.analyzer.topology.app;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The folders that were walked last, one of each workspace, so that in the next revision only what changed is looked at.
 * What was not walked for longest is forgotten first. Safe for several analyses at once.
 */
final class RecentFolders {
    private record Walked(FolderSource source, Folder folder) {}

    private final Map<UUID, Walked> walked = new LinkedHashMap<>(16, 0.75f, true);
    private final int limit;
    private int files;

    /** @param limit files of all folders that are remembered */
    RecentFolders(int limit) {
        this.limit = limit;
    }

    /** Walks a revision of a workspace. */
    Folder walk(PathWalker walker, UUID workspaceId, FolderSource source) {
        Walked before = find(workspaceId);
        Folder now = before == null
                ? walker.walk(source)
                : source.changedSince(before.source)
                        .map(changed -> walker.walk(source, before.folder, changed))
                        .orElseGet(() -> walker.walk(source));
        keep(workspaceId, new Walked(source, now));
        return now;
    }

    private synchronized @Nullable Walked find(UUID workspaceId) {
        return walked.get(workspaceId);
    }

    private synchronized void keep(UUID workspaceId, Walked now) {
        Walked before = walked.put(workspaceId, now);
        files += now.folder.files().size()
                - (before == null ? 0 : before.folder.files().size());
        Iterator<Walked> oldest = walked.values().iterator();
        while (files > limit && oldest.hasNext()) {
            files -= oldest.next().folder.files().size();
            oldest.remove();
        }
    }

    /** Files of all folders that are remembered. */
    synchronized int files() {
        return files;
    }
}

package io.kyozo.analyzer.topology.walk;

import io.kyozo.analyzer.topology.FolderFile;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a walk takes over from the one before it. A whole walk follows one that saw nothing, since when all has changed. */
final class Earlier {
    private static final SeenFolder EMPTY = new SeenFolder(".", 0, GitIgnore.NONE, false);

    private final WalkEnd end;
    private final FileIndex index;
    private final Changes changes;

    private Earlier(WalkEnd end, FileIndex index, Changes changes) {
        this.end = end;
        this.index = index;
        this.changes = changes;
    }

    /** For a whole walk. */
    static Earlier nothing(WalkBudget budget) {
        return new Earlier(new WalkEnd(EMPTY, budget, 0, 0, true), FileIndex.of(List.of()), new Changes(List.of(".")));
    }

    /** For a walk that follows one which saw all; {@code changed} as {@link Changes} has it. */
    static Earlier walk(WalkEnd end, FileIndex index, Collection<String> changed) {
        return new Earlier(end, index, new Changes(changed));
    }

    int seen() {
        return end.seen();
    }

    int rules() {
        return end.rules();
    }

    /** The folder at {@code dir} as it was; null where none was seen. */
    @Nullable
    SeenFolder at(String dir) {
        return end.root().at(dir);
    }

    /** Whether what lies at {@code path} may be another than before. */
    boolean mayDiffer(String path) {
        return changes.hold(path);
    }

    /** The folder as it was, where it and all below it would be seen in the same way again. */
    Optional<SeenFolder> same(SeenFolder dir) {
        return changes.touch(dir.path)
                ? Optional.empty()
                : Optional.ofNullable(at(dir.path)).filter(before -> before.above == dir.above);
    }

    /** The files below {@code root}, which this walk led to. */
    FileIndex index(SeenFolder root) {
        List<FolderFile> removed = new ArrayList<>();
        List<FolderFile> added = new ArrayList<>();
        compare(end.root(), root, removed, added);
        return index.changed(removed, added);
    }

    private static void compare(SeenFolder before, SeenFolder now, List<FolderFile> removed, List<FolderFile> added) {
        if (before == now) {
            return;
        }
        if (before == EMPTY) {
            now.collect(added);
            return;
        }
        before.files().stream().filter(file -> now.file(file.name()) != file).forEach(removed::add);
        now.files().stream().filter(file -> before.file(file.name()) != file).forEach(added::add);
        before.folders()
                .forEach((name, folder) -> compare(folder, now.folders().getOrDefault(name, EMPTY), removed, added));
        now.folders().forEach((name, folder) -> {
            if (!before.folders().containsKey(name)) {
                compare(EMPTY, folder, removed, added);
            }
        });
    }
}

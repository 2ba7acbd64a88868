package io.kyozo.analyzer.topology.files;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folders;
import io.kyozo.storage.FileBlobStore;
import io.kyozo.storage.Tree;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoredTreeTest {
    @TempDir
    Path blobs;

    @Test
    void whatChangedSinceAnEarlierTreeIsToldByTheHashes() {
        StoredTree before = tree(
                new Tree.Entry("a/kept", "1", 1, false),
                new Tree.Entry("a/removed", "2", 1, false),
                new Tree.Entry("a/written", "3", 1, false));
        StoredTree now = tree(
                new Tree.Entry("a/kept", "1", 1, false),
                new Tree.Entry("a/written", "4", 1, false),
                new Tree.Entry("b/added", "2", 1, false));
        assertThat(now.changedSince(before).orElseThrow())
                .containsExactlyInAnyOrder("a/removed", "a/written", "b/added");
        assertThat(now.changedSince(now).orElseThrow()).isEmpty();
    }

    @Test
    void nothingIsToldOfAnotherSource() {
        assertThat(tree().changedSince(Folders.of("x"))).isEmpty();
    }

    private StoredTree tree(Tree.Entry... entries) {
        return new StoredTree("app", new Tree(List.of(entries)), new FileBlobStore(blobs, Duration.ofDays(1)));
    }
}

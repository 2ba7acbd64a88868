package io.kyozo.analyzer.workspace.archive;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.workspace.ArchiveLimits;
import io.kyozo.analyzer.workspace.ReceivedFolder;
import io.kyozo.storage.BlobHash;
import io.kyozo.storage.Tree;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class ArchiveIntakeTest {
    static final long MB = 1024 * 1024;
    static final ArchiveLimits LIMITS = new ArchiveLimits(256 * MB, 1024 * MB, 256 * MB, 100_000, 100, 100, 32 * MB);

    private final MemoryStore store = new MemoryStore();
    private final ArchiveIntake intake = new ArchiveIntake(LIMITS, store, store);

    @Test
    void storesEachFileByContentAndTheTreeSorted() throws IOException {
        ReceivedFolder folder = receive(new Archives.Tar()
                .folder("./")
                .folder("./src/")
                .file("./src/main.js", "hello")
                .file("./run.sh", "#!".getBytes(StandardCharsets.UTF_8), 0755)
                .file("README.md", "")
                .bytes());
        assertThat(folder.files()).isEqualTo(3);
        assertThat(folder.bytes()).isEqualTo(7);
        List<Tree.Entry> entries = store.read(folder.treeHash()).entries();
        assertThat(entries).extracting(Tree.Entry::path).containsExactly("README.md", "run.sh", "src/main.js");
        assertThat(entries).extracting(Tree.Entry::executable).containsExactly(false, true, false);
        assertThat(store.blobs.get(new BlobHash(entries.get(2).hash())))
                .isEqualTo("hello".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void equalContentHasOneTreeWhateverTheArchive() throws IOException {
        byte[] tar =
                new Archives.Tar().file("./b.txt", "b").file("./a/é.txt", "a").bytes();
        byte[] other = new Archives.Tar()
                .folder("a")
                .file("a/e\u0301.txt", "a")
                .file("b.txt", "b")
                .bytes();
        byte[] zip = new Archives.Zip().file("a/é.txt", "a").file("b.txt", "b").bytes();
        BlobHash expected = receive(tar).treeHash();
        assertThat(receive(other).treeHash()).isEqualTo(expected);
        assertThat(receive(Archives.gzip(tar)).treeHash()).isEqualTo(expected);
        assertThat(receive(zip).treeHash()).isEqualTo(expected);
    }

    @Test
    void keepsTheExecutableBitOfAZip() throws IOException {
        ReceivedFolder folder = receive(
                new Archives.Zip().file("run.sh", new byte[] {1}, 0100755).bytes());
        assertThat(store.read(folder.treeHash()).entries().get(0).executable()).isTrue();
    }

    @Test
    void anEmptyFolderIsAFolder() throws IOException {
        assertThat(receive(new Archives.Tar().folder("./").bytes()).files()).isZero();
        assertThat(receive(new Archives.Tar().bytes()).files()).isZero();
        assertThat(receive(new Archives.Zip().bytes()).files()).isZero();
    }

    @Test
    void takesLongAndForeignNames() throws IOException {
        String name = "ordner/" + "ä".repeat(120) + "/" + "x".repeat(200) + "/文件.txt";
        ReceivedFolder folder = receive(new Archives.Tar().file(name, "content").bytes());
        assertThat(store.read(folder.treeHash()).entries().get(0).path()).isEqualTo(name);
    }

    private ReceivedFolder receive(byte[] archive) throws IOException {
        return intake.receive(new ByteArrayInputStream(archive));
    }
}

package io.kyozo.analyzer.topology.walk;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.Folders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PathWalkerTest {
    @Test
    void ignoredVendoredAndGeneratedFilesAreLeftOut() {
        Folder folder = Folders.of("app")
                .file(".gitignore", "*.log", "/private", "!keep.log")
                .file("package.json", "{}")
                .file("a.log")
                .file("keep.log")
                .file("private/x")
                .file("dist/bundle.js")
                .file("node_modules/y/z.js")
                .file("src/index.js")
                .walk();
        assertThat(folder.files())
                .extracting(FolderFile::path)
                .containsExactly(".gitignore", "keep.log", "package.json", "src/index.js");
    }

    @Test
    void budgetsEndTheWalkWithAReason() {
        Folders folders = Folders.of("big");
        for (int i = 0; i < 500; i++) {
            folders.file("d/f" + i);
        }
        folders.file("package.json", "{}").file("x/y/z/deep");
        Folder few = folders.walk(WalkBudget.standard().entries(50));
        assertThat(few.partial()).containsExactly("stopped after 50 entries");
        assertThat(few.has("package.json")).isTrue();
        Folder shallow = folders.walk(WalkBudget.standard().depth(2));
        assertThat(shallow.partial()).containsExactly("folders deeper than 2 levels left out");
        assertThat(shallow.has("x/y/z/deep")).isFalse();
    }

    @Test
    void theBudgetCountsWhatAnEarlierWalkSaw() {
        Folders folders = Folders.of("big");
        for (int i = 0; i < 40; i++) {
            folders.file("old/f" + i);
        }
        PathWalker walker = new PathWalker(WalkBudget.standard().entries(45), WalkListener.SILENT);
        Folder before = walker.walk(folders);
        assertThat(before.partial()).isEmpty();
        for (int i = 0; i < 10; i++) {
            folders.file("new/f" + i);
        }
        Folder now = walker.walk(folders, before, Set.of("new"));
        assertThat(now.partial()).containsExactly("stopped after 45 entries");
        assertThat(now.files()).isEqualTo(walker.walk(folders).files());
    }

    @Test
    void aListenerMayCallItOff() {
        Folders folders = Folders.of("big");
        for (int i = 0; i < 2_000; i++) {
            folders.file("f" + i);
        }
        AtomicInteger heard = new AtomicInteger();
        Folder folder = new PathWalker(WalkBudget.standard(), seen -> heard.incrementAndGet() < 2).walk(folders);
        assertThat(folder.partial()).containsExactly("called off");
        assertThat(folder.files()).hasSizeLessThan(600);
    }

    @Test
    void linksAreNeverFollowed(@TempDir Path root) throws IOException {
        Path outside = Files.createDirectory(root.resolve("outside"));
        Files.writeString(outside.resolve("secret"), "x");
        Path inside = Files.createDirectory(root.resolve("inside"));
        Files.createSymbolicLink(inside.resolve("link"), outside);
        Files.createSymbolicLink(inside.resolve("file"), outside.resolve("secret"));
        Files.writeString(inside.resolve("own"), "y");
        Folder folder = new PathWalker(WalkBudget.standard(), WalkListener.SILENT).walk(new DiskFolder(inside));
        assertThat(folder.files()).extracting(FolderFile::path).containsExactly("own");
    }

    @Test
    void binaryFilesHaveNoTextAndLongLinesAreCut() {
        Folder folder = Folders.of("x")
                .bytes("b", new byte[] {1, 0, 2})
                .file("long", "a".repeat(100_000))
                .walk();
        assertThat(folder.text("b")).isEmpty();
        assertThat(folder.text("long").orElseThrow().lines().get(0)).hasSize(4_000);
    }
}

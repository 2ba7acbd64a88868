package io.kyozo.storage;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BlobTreeStoreTest {
    @TempDir
    Path folder;

    private BlobStore blobs;
    private TreeStore trees;

    @BeforeEach
    void open() {
        blobs = new FileBlobStore(folder.resolve("blobs"), Duration.ofHours(1));
        trees = new BlobTreeStore(blobs);
    }

    @Test
    void writesTheFilesWithTheirModes() throws IOException {
        BlobHash hash = trees.write(new Tree(List.of(file("bin/run", "#!", true), file("lib/deep/a.txt", "a", false))));
        Path target = folder.resolve("a folder with spaces");
        trees.materialize(hash, target);
        assertThat(target.resolve("bin/run")).hasContent("#!").isExecutable();
        assertThat(target.resolve("lib/deep/a.txt")).hasContent("a");
        assertThat(Files.isExecutable(target.resolve("lib/deep/a.txt"))).isFalse();
    }

    @Test
    void equalFoldersHaveEqualHashes() throws IOException {
        Tree tree = new Tree(List.of(file("a", "1", false), file("b", "2", true)));
        assertThat(trees.write(tree)).isEqualTo(trees.write(new Tree(List.copyOf(tree.entries()))));
        assertThat(trees.read(trees.write(tree))).isEqualTo(tree);
    }

    /** The hash of a tree is in events and databases: it must never change. */
    @Test
    void theCanonicalFormStays() throws IOException {
        Tree tree = new Tree(List.of(new Tree.Entry("a", "0".repeat(64), 1, false)));
        BlobHash hash = trees.write(tree);
        try (var in = blobs.open(hash)) {
            assertThat(new String(in.readAllBytes(), UTF_8))
                    .isEqualTo("{\"entries\":[{\"path\":\"a\",\"hash\":\"" + "0".repeat(64)
                            + "\",\"size\":1,\"executable\":false}]}");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/a",
                "a/",
                "a//b",
                ".",
                "..",
                "../a",
                "a/../b",
                "a/./b",
                "a\\..\\..\\b",
                "C:\\x",
                "C:/x",
                "a\u0000b",
                "a\nb",
                "cafe\u0301",
                "a/\ud800"
            })
    void refusesPathsThatAreNotPlain(String path) {
        assertThatThrownBy(() -> trees.write(new Tree(List.of(file(path, "x", false)))))
                .isInstanceOf(InvalidTreeException.class);
    }

    @Test
    void refusesLongNames() {
        assertThatThrownBy(() -> trees.write(new Tree(List.of(file("ä".repeat(128), "x", false)))))
                .isInstanceOf(InvalidTreeException.class);
    }

    @Test
    void refusesCollisionsAndDisorder() {
        refuses("b", "a");
        refuses("a", "a");
        refuses("README", "readme");
        refuses("Src/a", "src/b");
        refuses("a", "a/b");
        refuses("STRASSE", "straße");
    }

    @Test
    void refusesTreesThatWereTamperedWith() throws IOException {
        String evil = "{\"entries\":[{\"path\":\"../../evil\",\"hash\":\"%s\",\"size\":0,\"executable\":false}]}";
        BlobHash hash = blobs.write(
                new ByteArrayInputStream(evil.formatted("0".repeat(64)).getBytes(UTF_8)));
        assertThatThrownBy(() -> trees.materialize(hash, folder.resolve("target")))
                .isInstanceOf(InvalidTreeException.class);
        assertThat(folder.resolve("target")).doesNotExist();
        for (String junk : List.of("", "null", "{}", "{\"entries\":[null]}", "[]", "\u0000")) {
            BlobHash junkHash = blobs.write(new ByteArrayInputStream(junk.getBytes(UTF_8)));
            assertThatThrownBy(() -> trees.read(junkHash)).isInstanceOf(InvalidTreeException.class);
        }
    }

    @Test
    void doesNotFollowALinkInPlaceOfTheTarget() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path link = Files.createSymbolicLink(folder.resolve("link"), outside);
        BlobHash hash = trees.write(new Tree(List.of(file("a", "1", false))));
        assertThatThrownBy(() -> trees.materialize(hash, link)).isInstanceOf(IOException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void doesNotWriteIntoAFolderThatHoldsSomething() throws IOException {
        Path outside = Files.createDirectory(folder.resolve("outside"));
        Path target = Files.createDirectory(folder.resolve("target"));
        Files.createSymbolicLink(target.resolve("src"), outside);
        BlobHash hash = trees.write(new Tree(List.of(file("src/a", "1", false))));
        assertThatThrownBy(() -> trees.materialize(hash, target)).isInstanceOf(IOException.class);
        assertThat(outside).isEmptyDirectory();
    }

    @Test
    void refusesContentOfAnotherSize() throws IOException {
        Tree.Entry honest = file("a", "12345", false);
        Tree tree = new Tree(List.of(new Tree.Entry("a", honest.hash(), 4, false)));
        BlobHash hash = trees.write(tree);
        assertThatThrownBy(() -> trees.materialize(hash, folder.resolve("target")))
                .isInstanceOf(InvalidTreeException.class);
    }

    private void refuses(String first, String second) {
        assertThatThrownBy(() -> trees.write(new Tree(List.of(file(first, "1", false), file(second, "2", false)))))
                .as("%s and %s", first, second)
                .isInstanceOf(InvalidTreeException.class);
    }

    private Tree.Entry file(String path, String content, boolean executable) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        BlobHash hash = blobs.write(new ByteArrayInputStream(bytes));
        return new Tree.Entry(path, hash.hex(), bytes.length, executable);
    }
}

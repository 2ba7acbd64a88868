package io.kyozo.analyzer.topology.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Folders that were made to stop the analysis. Each ends with what was seen, in time and in little memory. */
class HostileFolderTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    @TempDir
    Path temp;

    @Test
    void moreFilesThanTheBudget() {
        TopologyDocument document = analyze(new Made() {
            @Override
            public List<Item> list(String dir, int limit) {
                return dir.equals(".") ? folders(2_000, limit) : files(200, limit);
            }
        });
        assertThat(document.partial()).containsExactly("stopped after 100000 entries");
    }

    @Test
    void aServiceInEveryFolder() {
        TopologyDocument document = analyze(new Made() {
            @Override
            public List<Item> list(String dir, int limit) {
                return dir.equals(".") ? folders(20_000, limit) : List.of(new Item("package.json", Type.FILE, 100));
            }

            @Override
            public InputStream open(String path) {
                return text("{\"scripts\":{\"start\":\"node a.js\"},\"dependencies\":{\"express\":\"4\"}}");
            }
        });
        assertThat(document.services().size()).isBetween(1, 2_000);
        assertThat(document.partial()).isNotEmpty();
    }

    @Test
    void tenThousandLevels() {
        TopologyDocument document = analyze(new Made() {
            @Override
            public List<Item> list(String dir, int limit) {
                return dir.length() > 20_000
                        ? List.of()
                        : List.of(new Item("d", Type.FOLDER, 0), new Item("f", Type.FILE, 0));
            }
        });
        assertThat(document.partial()).containsExactly("folders deeper than 48 levels left out");
    }

    @Test
    void oneEndlessLine() {
        TopologyDocument document = analyze(new Made() {
            @Override
            public List<Item> list(String dir, int limit) {
                return List.of("package.json", "index.js", "Dockerfile", "compose.yaml", "pom.xml", ".env", "go.mod")
                        .stream()
                        .map(name -> new Item(name, Type.FILE, 1L << 30))
                        .toList();
            }

            @Override
            public InputStream open(String path) {
                return new InputStream() {
                    @Override
                    public int read() {
                        return 'a';
                    }

                    @Override
                    public int read(byte[] to, int from, int length) {
                        java.util.Arrays.fill(to, from, from + length, (byte) 'a');
                        return length;
                    }
                };
            }
        });
        assertThat(document.schemaVersion()).isEqualTo(1);
    }

    @Test
    void pipesLinksAndSparseFiles() throws Exception {
        Process pipe = new ProcessBuilder("mkfifo", temp.resolve("package.json").toString()).start();
        assertThat(pipe.waitFor(10, TimeUnit.SECONDS)).isTrue();
        Files.createSymbolicLink(temp.resolve("server.js"), Path.of("/dev/zero"));
        Files.createSymbolicLink(temp.resolve("loop"), temp);
        for (String name : List.of("pom.xml", "requirements.txt", "index.html")) {
            try (RandomAccessFile file = new RandomAccessFile(temp.resolve(name).toFile(), "rw")) {
                file.setLength(1L << 40);
            }
        }
        Folder folder = new PathWalker(WalkBudget.standard(), WalkListener.SILENT).walk(new DiskFolder(temp));
        assertThat(folder.files()).extracting("path").containsExactly("index.html", "pom.xml", "requirements.txt");
        assertThat(assertTimeoutPreemptively(SOON, () -> FolderAnalyzer.analyze(folder))
                        .partial())
                .isEmpty();
    }

    @Test
    void aDiskThatIsTooSlow() {
        Made slow = new Made() {
            @Override
            public List<Item> list(String dir, int limit) {
                long until = System.nanoTime() + 5_000_000;
                while (System.nanoTime() < until) {
                    Thread.onSpinWait();
                }
                return folders(10, limit);
            }
        };
        Folder folder = assertTimeoutPreemptively(
                SOON,
                () -> new PathWalker(WalkBudget.standard().time(Duration.ofSeconds(1)), WalkListener.SILENT)
                        .walk(slow));
        assertThat(folder.partial()).containsExactly("stopped after 1 s");
    }

    @Test
    void nothingCanBeRead() {
        TopologyDocument document = analyze(new Made() {
            @Override
            public List<Item> list(String dir, int limit) throws IOException {
                if (!dir.equals(".")) {
                    throw new IOException("denied");
                }
                List<Item> items = new ArrayList<>(folders(1_000, limit));
                items.add(new Item("package.json", Type.FILE, 10));
                return items;
            }

            @Override
            public InputStream open(String path) throws IOException {
                throw new IOException("denied");
            }
        });
        assertThat(document.partial()).hasSize(6).last().isEqualTo("could not read more files and folders");
    }

    @Test
    void ignoreRulesThatTakeLong() {
        String rules = ("*a".repeat(500) + "\n").repeat(100);
        TopologyDocument document = analyze(new Made() {
            @Override
            public List<Item> list(String dir, int limit) {
                List<Item> items = new ArrayList<>(files(300, limit));
                items.add(new Item(".gitignore", Type.FILE, rules.length()));
                items.add(new Item("a".repeat(250), Type.FILE, 0));
                return items;
            }

            @Override
            public InputStream open(String path) {
                return text(rules);
            }
        });
        assertThat(document.partial()).containsExactly("there are too many ignore rules: some were left out");
    }

    private static TopologyDocument analyze(FolderSource source) {
        return assertTimeoutPreemptively(
                SOON,
                () -> FolderAnalyzer.analyze(new PathWalker(WalkBudget.standard(), WalkListener.SILENT).walk(source)));
    }

    /** A folder that is made up while it is looked at. */
    private abstract static class Made implements FolderSource {
        @Override
        public String name() {
            return "made";
        }

        @Override
        public InputStream open(String path) throws IOException {
            return text("");
        }

        static InputStream text(String content) {
            return new java.io.ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
        }

        static List<Item> folders(int count, int limit) {
            return IntStream.range(0, Math.min(count, limit))
                    .mapToObj(i -> new Item("d" + i, Type.FOLDER, 0))
                    .toList();
        }

        static List<Item> files(int count, int limit) {
            return IntStream.range(0, Math.min(count, limit))
                    .mapToObj(i -> new Item("f" + i + ".js", Type.FILE, 0))
                    .toList();
        }
    }
}

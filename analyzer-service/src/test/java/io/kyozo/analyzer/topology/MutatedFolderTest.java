package io.kyozo.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Folders of every stack with their files broken at random: cut, mixed, repeated, with bytes changed. The parsers and
 * detectors answer all the same; a failure names the seed that repeats it.
 */
class MutatedFolderTest {
    /** {@code -Dkyozo.mutations} for more of them. */
    private static final int MUTATIONS = Integer.getInteger("kyozo.mutations", 250);

    private static final Duration SOON = Duration.ofSeconds(30);

    private static final List<String> TOKENS = List.of(
            "{",
            "}",
            "[",
            "]",
            "\"",
            "'",
            "<",
            ">",
            "</",
            "&",
            "*",
            "${",
            "}",
            ":",
            "=",
            "\n",
            "\r\n",
            "\t",
            "- ",
            "\\",
            "#",
            "://",
            "..",
            "/",
            "@",
            "\0",
            "\uFFFF",
            "99999999999999999999",
            "-1",
            "65536",
            "null",
            "<<",
            "!!",
            "---\n",
            ",");

    @Test
    void brokenFilesOfEveryStackLeadToAnAnswer() throws IOException {
        long seed = Long.getLong("kyozo.mutations.seed", new Random().nextLong());
        Random random = new Random(seed);
        List<TreeMap<String, byte[]>> folders = folders();
        assertThat(folders).hasSizeGreaterThan(4);
        for (int i = 0; i < MUTATIONS; i++) {
            TreeMap<String, byte[]> files = folders.get(random.nextInt(folders.size()));
            Folders folder = Folders.of("broken");
            files.forEach(folder::bytes);
            for (int change = random.nextInt(3); change >= 0; change--) {
                List<String> paths = new ArrayList<>(files.keySet());
                String path = paths.get(random.nextInt(paths.size()));
                folder.bytes(path, mutated(files.get(path), files, random));
            }
            String which = "seed " + seed + ", mutation " + i + " of " + files.keySet();
            TopologyDocument document = assertTimeoutPreemptively(SOON, () -> analyze(folder, which), which);
            assertThat(document.summary()).as(which).isNotEmpty();
        }
    }

    private static TopologyDocument analyze(Folders folder, String which) {
        try {
            return folder.analyze();
        } catch (RuntimeException | StackOverflowError e) {
            throw new AssertionError(which, e);
        }
    }

    private static byte[] mutated(byte[] content, TreeMap<String, byte[]> files, Random random) {
        if (content.length == 0) {
            return new byte[] {(byte) random.nextInt(256)};
        }
        int at = random.nextInt(content.length);
        int to = at + random.nextInt(content.length - at);
        byte[] part = Arrays.copyOfRange(content, at, to);
        return switch (random.nextInt(7)) {
            case 0 -> Arrays.copyOf(content, at);
            case 1 -> joined(Arrays.copyOf(content, at), Arrays.copyOfRange(content, to, content.length));
            case 2 -> joined(content, part);
            case 3 -> {
                byte[][] all = files.values().toArray(byte[][]::new);
                yield joined(Arrays.copyOf(content, at), all[random.nextInt(all.length)]);
            }
            case 4 -> {
                byte[] noisy = content.clone();
                for (int i = 0; i < 8; i++) {
                    noisy[random.nextInt(noisy.length)] = (byte) random.nextInt(256);
                }
                yield noisy;
            }
            default -> {
                String token = TOKENS.get(random.nextInt(TOKENS.size())).repeat(1 + random.nextInt(3));
                byte[] head = joined(Arrays.copyOf(content, at), token.getBytes(StandardCharsets.UTF_8));
                yield joined(head, Arrays.copyOfRange(content, at, content.length));
            }
        };
    }

    private static byte[] joined(byte[] one, byte[] other) {
        byte[] all = Arrays.copyOf(one, one.length + other.length);
        System.arraycopy(other, 0, all, one.length, other.length);
        return all;
    }

    private static List<TreeMap<String, byte[]>> folders() throws IOException {
        List<Path> roots = new ArrayList<>();
        try (Stream<Path> golden = Files.list(Path.of("src/test/resources/golden"));
                Stream<Path> samples = Files.list(Path.of("../deploy/samples"))) {
            golden.map(folder -> folder.resolve("input"))
                    .filter(Files::isDirectory)
                    .forEach(roots::add);
            samples.filter(Files::isDirectory).forEach(roots::add);
        }
        List<TreeMap<String, byte[]>> folders = new ArrayList<>();
        for (Path root : roots.stream().sorted().toList()) {
            TreeMap<String, byte[]> files = new TreeMap<>();
            try (Stream<Path> all = Files.walk(root)) {
                for (Path file : all.filter(Files::isRegularFile).toList()) {
                    files.put(root.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
                }
            }
            if (!files.isEmpty()) {
                folders.add(files);
            }
        }
        return folders;
    }
}

package io.kyozo.analyzer.topology.walk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kyozo.analyzer.topology.FolderFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Git itself is the judge: what {@code git ls-files --others} would add is what the walk sees. */
class GitIgnoreContractTest {
    /** Folders with generated names and rules; {@code -Dkyozo.ignore.rounds} for more of them. */
    private static final int ROUNDS = Integer.getInteger("kyozo.ignore.rounds", 12);

    private static final List<String> NAMES =
            List.of("a", "b", "ab", "abc", "a.log", "foo", "foobar", "x y", "é", "[b]", "a*", "#c", "!d", "B", "a-b");
    private static final List<String> PIECES = List.of(
            "a",
            "b",
            "c",
            "*",
            "**",
            "?",
            "/",
            "/",
            "[ab]",
            "[!a]",
            "[^b]",
            "[a-c]",
            "[[:alpha:]]",
            "foo",
            ".log",
            "\\",
            "\\*",
            "é",
            " ",
            "\\ ",
            "[",
            "]",
            "[]a]",
            "***",
            "x",
            "-",
            "[a-",
            "[[:nope:]]",
            "bar",
            ".");

    @TempDir
    Path root;

    @BeforeAll
    static void gitIsThere() throws Exception {
        try {
            assumeTrue(run(Path.of("."), "git", "--version").startsWith("git version"));
        } catch (IOException absent) {
            assumeTrue(false, "git is not installed");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "/a",
                "a/",
                "*/a",
                "a/**",
                "**/a",
                "a/**/b",
                "a**/b",
                "**",
                "*",
                "!a\n*\n!*/\n!b",
                "foo*\n!foobar",
                "a \nb\\ ",
                "\\#c\n#c",
                "\\!d",
                "[[]b]",
                "a\\*",
                "é",
                "?",
                "x y",
                "*.log\n!a.log",
                "/*\n!/foo",
                "foo/**/\n",
                "b\r\na\r\n",
                "\ufeffa",
                "a/*/b",
                "[a-",
                "**/foo/**",
                "[!a]*",
                "ab?",
                "/**/b",
                "a//b",
                "./a",
                "**/b/",
                "*\\",
                "a[/]b",
                "a?b",
                "abc/",
                "foo/\n!foo/b"
            })
    void rulesMeanWhatGitSays(String rules) throws Exception {
        tree(new Random(1));
        Files.writeString(root.resolve(".gitignore"), rules);
        compare(rules);
    }

    @Test
    void generatedRulesMeanWhatGitSays() throws Exception {
        long seed = Long.getLong("kyozo.ignore.seed", new Random().nextLong());
        Random random = new Random(seed);
        for (int round = 0; round < ROUNDS; round++) {
            Path folder = Files.createDirectory(root.resolve("round" + round));
            GitIgnoreContractTest one = new GitIgnoreContractTest();
            one.root = folder;
            one.tree(random);
            one.rules(random);
            one.compare("seed " + seed + ", round " + round);
        }
    }

    private void compare(String what) throws Exception {
        String initialized = run(root, "git", "init", "-q");
        assertThat(initialized).isEmpty();
        Set<String> git = new TreeSet<>(
                List.of(run(root, "git", "-c", "core.excludesFile=", "ls-files", "-z", "--others", "--exclude-standard")
                        .split("\0")));
        git.remove("");
        Set<String> walked = new PathWalker(WalkBudget.standard(), WalkListener.SILENT)
                .walk(new DiskFolder(root)).files().stream()
                        .map(FolderFile::path)
                        .collect(Collectors.toCollection(TreeSet::new));
        assertThat(walked).as(what).isEqualTo(git);
    }

    private void tree(Random random) throws IOException {
        for (int i = 0; i < 60; i++) {
            Path dir = root;
            int depth = random.nextInt(4);
            for (int level = 0; level < depth; level++) {
                dir = dir.resolve(NAMES.get(random.nextInt(NAMES.size())));
            }
            Path file = dir.resolve(NAMES.get(random.nextInt(NAMES.size())));
            if (!Files.exists(file) && (Files.isDirectory(dir) || isFree(dir))) {
                Files.createDirectories(dir);
                Files.writeString(file, "");
            }
        }
    }

    /** Whether no file lies where one of the folders would. */
    private boolean isFree(Path dir) {
        for (Path at = dir; !at.equals(root); at = at.getParent()) {
            if (Files.isRegularFile(at)) {
                return false;
            }
        }
        return true;
    }

    private void rules(Random random) throws IOException {
        List<Path> dirs;
        try (var all = Files.walk(root)) {
            dirs = all.filter(Files::isDirectory).sorted().toList();
        }
        for (Path dir : dirs) {
            if (dir.equals(root) || random.nextInt(4) == 0) {
                StringBuilder text = new StringBuilder();
                for (int line = random.nextInt(5); line >= 0; line--) {
                    text.append(random.nextInt(4) == 0 ? "!" : "");
                    for (int piece = random.nextInt(5); piece >= 0; piece--) {
                        text.append(PIECES.get(random.nextInt(PIECES.size())));
                    }
                    text.append(random.nextInt(9) == 0 ? "\r\n" : "\n");
                }
                Files.writeString(dir.resolve(".gitignore"), text);
            }
        }
    }

    private static String run(Path dir, String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .directory(dir.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        byte[] output = process.getInputStream().readAllBytes();
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new String(output, StandardCharsets.UTF_8);
    }
}

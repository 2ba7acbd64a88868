import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.DiskFolder;
import io.kyozo.analyzer.topology.walk.FindingCache;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The benchmark that {@code run} starts; figures are medians of rounds in which all parts take turns. */
public final class TopologySpeed {
    private static final int WARM_UP = 8;
    private static final int ROUNDS = 9;
    private static final Set<String> MANIFESTS = Set.of(
            "package.json",
            "pom.xml",
            "build.gradle",
            "Cargo.toml",
            "pyproject.toml",
            "requirements.txt",
            "go.mod",
            "composer.json",
            "Gemfile",
            "Dockerfile",
            "compose.yaml",
            "docker-compose.yml",
            ".gitignore");

    private TopologySpeed() {}

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        List<Path> trees = new ArrayList<>(List.of(made(work, 10_000), made(work, 27_000)));
        for (String more : Arrays.asList(args).subList(3, args.length)) {
            trees.add(Path.of(more));
        }
        System.out.printf(
                "%-12s %7s %14s %14s %6s %14s %12s%n",
                "tree", "files", "find+read ms", "analysis ms", "ratio", "one change ms", "linguist ms");
        for (Path tree : trees) {
            measure(tree, work, args[2]);
        }
        long peak = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        System.out.printf(
                "heap: at most %d MiB used, %d MiB allowed%n",
                peak >> 20, Runtime.getRuntime().maxMemory() >> 20);
        commandLine(work, Path.of(args[1]));
    }

    private static void measure(Path tree, Path work, String linguist) throws Exception {
        double[] find = new double[ROUNDS];
        double[] full = new double[ROUNDS];
        double[] change = new double[ROUNDS];
        int files = 0;
        Snapshot snapshot = new Snapshot(tree);
        FindingCache kept = new FindingCache(32 << 20);
        List<String> manifests = manifests(tree);
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double found = timed(() -> findAndRead(tree, manifests));
            Folder[] seen = new Folder[1];
            double analysed = timed(() -> seen[0] = analysed(new DiskFolder(tree), new FindingCache(1)));
            snapshot.change(round);
            double changed = timed(() -> analysed(snapshot, kept));
            files = seen[0].files().size();
            if (round >= 0) {
                find[round] = found;
                full[round] = analysed;
                change[round] = changed;
            }
        }
        System.out.printf(
                "%-12s %7d %14.0f %14.0f %6.2f %14.0f %12s%n",
                tree.getFileName(),
                files,
                median(find),
                median(full),
                median(full) / median(find),
                median(change),
                linguist(work, linguist, tree));
    }

    private static Folder analysed(FolderSource source, FindingCache kept) {
        Folder folder = new PathWalker(WalkBudget.standard(), WalkListener.SILENT, kept).walk(source);
        if (FolderAnalyzer.analyze(folder).services().isEmpty()) {
            throw new IllegalStateException("nothing was found");
        }
        return folder;
    }

    private static List<String> manifests(Path tree) throws IOException {
        try (Stream<Path> all = Files.walk(tree)) {
            return all.filter(path -> MANIFESTS.contains(path.getFileName().toString()))
                    .filter(path -> !path.toString().contains("/node_modules/"))
                    .map(Path::toString)
                    .toList();
        }
    }

    private static void findAndRead(Path tree, List<String> manifests) throws Exception {
        run(Stream.of("find", tree.toString(), "-type", "f").toList());
        run(Stream.concat(Stream.of("cat"), manifests.stream()).toList());
    }

    private static String linguist(Path work, String script, Path tree) throws Exception {
        if (!Files.isDirectory(work.resolve("node_modules/linguist-js"))) {
            return "absent";
        }
        String best =
                run(List.of("node", script, work.toString(), tree.toString())).strip();
        return best.isEmpty() ? "failed" : best;
    }

    /** The command line's answer for a folder of 50 files, from its start on. */
    private static void commandLine(Path work, Path repository) throws Exception {
        Path folder = work.resolve("tree-50");
        if (!Files.isDirectory(folder)) {
            write(folder, 50);
        }
        double[] took = new double[ROUNDS];
        for (int round = 0; round < ROUNDS; round++) {
            took[round] =
                    timed(() -> run(List.of(repository.resolve("kyozo").toString(), "analyze", folder.toString())));
        }
        System.out.printf("kyozo analyze, 50 files, from start to answer: %.0f ms%n", median(took));
    }

    private static String run(List<String> command) throws Exception {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        process.waitFor();
        return output;
    }

    private interface Work {
        void run() throws Exception;
    }

    private static double timed(Work work) throws Exception {
        long began = System.nanoTime();
        work.run();
        return (System.nanoTime() - began) / 1e6;
    }

    private static double median(double[] figures) {
        double[] sorted = figures.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }

    private static Path made(Path work, int files) throws IOException {
        Path tree = work.resolve("tree-" + files);
        if (!Files.isDirectory(tree)) {
            write(tree, files);
        }
        return tree;
    }

    /** A workspace: one service in twenty packages, sources and tests in each. The same for the same number. */
    private static void write(Path tree, int files) throws IOException {
        Files.createDirectories(tree);
        Files.writeString(
                tree.resolve("package.json"), "{\"name\":\"made\",\"private\":true,\"workspaces\":[\"packages/*\"]}\n");
        Files.writeString(
                tree.resolve(".gitignore"), "node_modules\n*.log\n/dist\npackages/*/lib\n**/.cache\n!keep.log\n");
        int left = files - 2;
        for (int number = 0; left > 0; number++) {
            Path dir = tree.resolve("packages/p" + number);
            boolean service = number % 20 == 0;
            Files.createDirectories(dir.resolve("src/a"));
            Files.createDirectories(dir.resolve("test/fixtures"));
            Files.writeString(dir.resolve("package.json"), manifest(number, service));
            Files.writeString(dir.resolve("src/index.js"), service ? server(number) : module(number, 0));
            left -= 2;
            for (int i = 1; i <= 60 && left > 0; i++, left--) {
                Path file = dir.resolve(
                        i % 3 == 0
                                ? "src/a/m" + i + ".js"
                                : i % 3 == 1 ? "test/fixtures/f" + i + ".js" : "src/m" + i + ".js");
                Files.writeString(file, module(number, i));
            }
        }
    }

    private static String manifest(int number, boolean service) {
        return service
                ? "{\"name\":\"p%d\",\"scripts\":{\"start\":\"node src/index.js\"},\"dependencies\":{\"express\":\"4\",\"pg\":\"8\"}}\n"
                        .formatted(number)
                : "{\"name\":\"p%d\",\"version\":\"1.0.0\",\"main\":\"src/index.js\",\"exports\":\"./src/index.js\"}\n"
                        .formatted(number);
    }

    private static String server(int number) {
        return "const app = require('express')();\napp.get('/healthz', (q, r) => r.end());\napp.listen(process.env.PORT || "
                + (3000 + number) + ");\n";
    }

    private static String module(int number, int i) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 10 + (number * 7 + i * 13) % 90; line++) {
            text.append("export function f")
                    .append(line)
                    .append("(a, b) {\n    return a.map(x => x + b + ")
                    .append(i)
                    .append(");\n}\n");
        }
        return text.toString();
    }

    /** A tree in memory whose files are told apart by their content, as a stored tree's are; one of them changes. */
    private static final class Snapshot implements FolderSource {
        private final Map<String, byte[]> content = new HashMap<>();
        private final Map<String, String> identity = new HashMap<>();
        private final Map<String, Long> sizes = new HashMap<>();
        private final Map<String, List<String>> folders = new HashMap<>();
        private final Path root;
        private final String changing;

        Snapshot(Path root) throws IOException {
            this.root = root;
            try (Stream<Path> all = Files.walk(root)) {
                for (Path path : all.filter(path -> !path.equals(root)).sorted().toList()) {
                    Path parent = root.relativize(path).getParent();
                    String dir = parent == null ? "." : parent.toString();
                    folders.computeIfAbsent(dir, name -> new ArrayList<>())
                            .add(path.getFileName().toString());
                    if (Files.isRegularFile(path)) {
                        identity.put(root.relativize(path).toString(), "0");
                        sizes.put(root.relativize(path).toString(), Files.size(path));
                    }
                }
            }
            changing = identity.keySet().stream()
                    .filter(path -> path.endsWith("src/index.js") || path.endsWith("src/index.ts"))
                    .sorted()
                    .findFirst()
                    .orElseThrow();
        }

        void change(int round) {
            content.put(changing, server(round + 100).getBytes(StandardCharsets.UTF_8));
            identity.put(changing, "changed " + round);
        }

        @Override
        public String name() {
            return root.getFileName().toString();
        }

        @Override
        public List<Item> list(String dir, int limit) {
            String prefix = dir.equals(".") ? "" : dir + "/";
            return folders.getOrDefault(dir, List.of()).stream()
                    .limit(limit)
                    .map(name -> item(prefix + name, name))
                    .collect(Collectors.toCollection(ArrayList::new));
        }

        private Item item(String path, String name) {
            String known = identity.get(path);
            return known == null ? new Item(name, Type.FOLDER, 0) : new Item(name, Type.FILE, size(path), known);
        }

        private long size(String path) {
            byte[] changed = content.get(path);
            return changed == null ? sizes.getOrDefault(path, 0L) : changed.length;
        }

        @Override
        public InputStream open(String path) throws IOException {
            byte[] changed = content.get(path);
            return changed == null ? Files.newInputStream(root.resolve(path)) : new ByteArrayInputStream(changed);
        }
    }
}

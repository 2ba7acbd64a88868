import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.DiskFolder;
import io.kyozo.analyzer.topology.walk.FindingCache;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The benchmark that {@code run} starts; figures are medians of rounds in which all parts take turns. */
public final class TopologySpeed {
    /** Some seconds: with fewer, the first tree pays for the compiler that the later ones find done. */
    private static final int WARM_UP = 40;
    private static final int ROUNDS = 9;
    private static final Pattern COLLECTED = Pattern.compile("M->(\\d+)M\\(");
    private static final Set<String> MANIFESTS = Set.of(
            "package.json", "pom.xml", "build.gradle", "Cargo.toml", "pyproject.toml", "requirements.txt", "go.mod",
            "composer.json", "Gemfile", "Dockerfile", "compose.yaml", "docker-compose.yml", ".gitignore");

    private TopologySpeed() {}

    public static void main(String[] args) throws Exception {
        Path work = Path.of(args[0]);
        Path repository = Path.of(args[1]);
        List<Path> trees = new ArrayList<>(List.of(made(work, 10_000), made(work, 27_000)));
        for (String more : Arrays.asList(args).subList(3, args.length)) {
            trees.add(Path.of(more));
        }
        System.out.printf(
                "%-12s %7s %12s %12s %6s %18s %20s %12s%n",
                "tree", "files", "find+read ms", "analysis ms", "ratio", "source change ms", "manifest change ms", "linguist ms");
        for (Path tree : trees) {
            measure(tree, work, args[2]);
        }
        System.out.printf(
                "all of the above in a heap of %d MiB%n", Runtime.getRuntime().maxMemory() >> 20);
        for (Path tree : trees) {
            heap(tree, work, repository);
        }
        commandLine(work, repository);
    }

    private static void measure(Path tree, Path work, String linguist) throws Exception {
        double[] find = new double[ROUNDS];
        double[] full = new double[ROUNDS];
        List<String> manifests = manifests(tree);
        int files = 0;
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            double found = timed(() -> findAndRead(tree, manifests));
            Folder[] seen = new Folder[1];
            double analysed = timed(() -> {
                seen[0] = walker().walk(new DiskFolder(tree));
                analysed(seen[0]);
            });
            files = seen[0].files().size();
            if (round >= 0) {
                find[round] = found;
                full[round] = analysed;
            }
        }
        System.out.printf(
                "%-12s %7d %12.0f %12.0f %6.2f %18.0f %20.0f %12s%n",
                tree.getFileName(),
                files,
                median(find),
                median(full),
                median(full) / median(find),
                changes(new Edited(tree, "src/index.js", "src/index.ts")),
                changes(new Edited(tree, "packages/p20/package.json", "package.json")),
                linguist(work, linguist, tree));
    }

    private static PathWalker walker() {
        return new PathWalker(WalkBudget.standard(), WalkListener.SILENT);
    }

    private static TopologyDocument analysed(Folder folder) {
        TopologyDocument document = FolderAnalyzer.analyze(folder);
        if (document.services().isEmpty()) {
            throw new IllegalStateException("nothing was found");
        }
        return document;
    }

    /**
     * From the change of a file to the new document, told which file it is: the folders above it are listed on disk, it is
     * read, the document is made anew. In the end it is compared with what a full analysis says.
     */
    private static double changes(Edited tree) throws Exception {
        PathWalker walker = new PathWalker(WalkBudget.standard(), WalkListener.SILENT, new FindingCache(24 << 20));
        Folder[] last = {walker.walk(tree)};
        analysed(last[0]);
        double[] took = new double[ROUNDS];
        for (int round = -WARM_UP; round < ROUNDS; round++) {
            tree.edit(round);
            double one = timed(() -> {
                last[0] = walker.walk(tree, last[0], Set.of(tree.path));
                analysed(last[0]);
            });
            took[Math.max(round, 0)] = one;
        }
        if (!analysed(last[0]).equals(analysed(walker().walk(tree)))) {
            throw new IllegalStateException("after changes to " + tree.path + " it is not what a full analysis says");
        }
        return median(took);
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

    /** A whole analysis by the command line in the least heap that is promised, and whether it is the same in a large one. */
    private static void heap(Path tree, Path work, Path repository) throws Exception {
        Path log = Files.createTempFile(work, "gc", ".log");
        String small = analysedIn("-Xmx128m", tree, repository, "-Xlog:gc:file=" + log);
        String large = analysedIn("-Xmx1g", tree, repository, "-Xlog:disable");
        long most = 0;
        int collections = 0;
        for (String line : Files.readAllLines(log)) {
            Matcher sizes = COLLECTED.matcher(line);
            if (sizes.find()) {
                most = Math.max(most, Long.parseLong(sizes.group(1)));
                collections++;
            }
        }
        Files.delete(log);
        System.out.printf(
                "%s in -Xmx128m: %s as in -Xmx1g (%d bytes); %d collections left at most %d MiB%n",
                tree.getFileName(),
                small.equals(large) && !small.isEmpty() ? "the same document" : "NOT the same document",
                small.length(),
                collections,
                most);
    }

    private static String analysedIn(String heap, Path tree, Path repository, String log) throws Exception {
        return run(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                heap,
                log,
                "-cp",
                System.getProperty("java.class.path"),
                "io.kyozo.cli.Kyozo",
                "analyze",
                "--json",
                tree.toString()));
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

    /** A tree on disk, one file of which is edited in memory. */
    private static final class Edited implements FolderSource {
        private final DiskFolder disk;
        private final String original;
        private final String path;
        private byte[] content;

        /** @param endings how the edited file's path may end; the first such path counts */
        Edited(Path root, String... endings) throws IOException {
            disk = new DiskFolder(root);
            List<String> paths = walker().walk(disk).files().stream()
                    .map(FolderFile::path)
                    .toList();
            path = Stream.of(endings)
                    .flatMap(ending -> paths.stream().filter(path -> path.endsWith(ending)))
                    .findFirst()
                    .orElseThrow();
            original = Files.readString(root.resolve(path));
            edit(0);
        }

        void edit(int round) {
            String changed = path.endsWith(".json")
                    ? original.replaceFirst("\\{", "{\"edited\":\"" + round + "\",")
                    : original + "\nconst edited = process.env.EDITED_" + (round + 100) + ";\n";
            content = changed.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String name() {
            return disk.name();
        }

        @Override
        public List<Item> list(String dir, int limit) throws IOException {
            List<Item> items = disk.list(dir, limit);
            if (FolderPath.parent(path).equals(dir)) {
                items.replaceAll(item -> item.name().equals(FolderPath.name(path))
                        ? new Item(item.name(), item.type(), content.length)
                        : item);
            }
            return items;
        }

        @Override
        public InputStream open(String wanted) throws IOException {
            return wanted.equals(path) ? new ByteArrayInputStream(content) : disk.open(wanted);
        }
    }
}

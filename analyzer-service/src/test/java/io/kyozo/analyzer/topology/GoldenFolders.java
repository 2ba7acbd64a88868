package io.kyozo.analyzer.topology;

import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.DiskFolder;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.stream.Stream;

/** The golden folders: a folder each with {@code input/}, or the sample of the same name, and what it must lead to. */
public final class GoldenFolders {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final Path SAMPLES = Path.of("../deploy/samples");

    /** The day on which they are analysed: what is supported changes with the days. */
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 1);

    private GoldenFolders() {}

    /** The folders of all cases, sorted. */
    public static List<Path> all() {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What is analysed in the case {@code name}. */
    public static Path input(String name) {
        Path own = CASES.resolve(name).resolve("input");
        return Files.isDirectory(own) ? own : SAMPLES.resolve(name);
    }

    public static TopologyDocument analyze(String name) {
        return FolderAnalyzer.analyze(
                new PathWalker(WalkBudget.standard(), WalkListener.SILENT)
                        .walk(new Named(name, new DiskFolder(input(name)))),
                TODAY);
    }

    /** A folder under the name of its case. */
    private record Named(String name, DiskFolder folder) implements FolderSource {
        @Override
        public List<Item> list(String dir, int limit) throws IOException {
            return folder.list(dir, limit);
        }

        @Override
        public InputStream open(String path) throws IOException {
            return folder.open(path);
        }
    }
}

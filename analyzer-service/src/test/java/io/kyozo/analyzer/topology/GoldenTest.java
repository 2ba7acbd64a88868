package io.kyozo.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.DiskFolder;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Folders with the topology and the Dockerfiles that they must lead to; {@code -Dgolden.update} rewrites what is expected. */
class GoldenTest {
    private static final Path CASES = Path.of("src/test/resources/golden");
    private static final Path SAMPLES = Path.of("../deploy/samples");
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TestFactory
    Stream<DynamicTest> foldersLeadToTheirTopology() throws IOException {
        try (Stream<Path> cases = Files.list(CASES)) {
            return cases.filter(Files::isDirectory).sorted().toList().stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path expected) throws IOException {
        String name = expected.getFileName().toString();
        Path input = Files.isDirectory(expected.resolve("input")) ? expected.resolve("input") : SAMPLES.resolve(name);
        TopologyDocument topology = FolderAnalyzer.analyze(new PathWalker(WalkBudget.standard(), WalkListener.SILENT)
                .walk(new Named(name, new DiskFolder(input))));
        compare(expected.resolve("topology.json"), JSON.writeValueAsString(topology) + "\n");
        for (ServiceSpec spec : topology.services()) {
            ServiceSpec.Dockerfile dockerfile = spec.dockerfile();
            if (dockerfile != null && !dockerfile.content().isEmpty()) {
                compare(expected.resolve("Dockerfile." + spec.name()), dockerfile.content());
            }
        }
    }

    private static void compare(Path file, String actual) throws IOException {
        if (System.getProperty("golden.update") != null) {
            Files.writeString(file, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(file));
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

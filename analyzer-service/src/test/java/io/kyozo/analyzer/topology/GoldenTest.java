package io.kyozo.analyzer.topology;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.analyzer.topology.generate.GeneratedFile;
import io.kyozo.analyzer.topology.generate.GeneratedFiles;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Folders with the topology and the files that they must lead to. {@code mvn -pl analyzer-service -am test
 * -Dtest=GoldenTest -Dsurefire.failIfNoSpecifiedTests=false -Dgolden.update} rewrites what is expected; the difference is
 * then reviewed like code.
 */
class GoldenTest {
    private static final ObjectMapper JSON =
            JsonMapper.builder().enable(SerializationFeature.INDENT_OUTPUT).build();

    @TestFactory
    Stream<DynamicTest> foldersLeadToTheirTopologyAndFiles() {
        return GoldenFolders.all().stream()
                .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
    }

    private static void check(Path expected) throws IOException {
        TopologyDocument topology = GoldenFolders.analyze(expected.getFileName().toString());
        Map<String, String> actual = GeneratedFiles.of(topology).files().stream()
                .collect(Collectors.toMap(
                        GeneratedFile::path, GeneratedFile::content, (one, other) -> one, TreeMap::new));
        Path generated = expected.resolve("generated");
        if (System.getProperty("golden.update") != null) {
            delete(generated);
            for (Map.Entry<String, String> file : actual.entrySet()) {
                Path path = generated.resolve(file.getKey());
                Files.createDirectories(path.getParent());
                Files.writeString(path, file.getValue());
            }
            Files.writeString(expected.resolve("topology.json"), json(topology));
        }
        assertThat(json(topology)).isEqualTo(Files.readString(expected.resolve("topology.json")));
        assertThat(actual).isEqualTo(read(generated));
    }

    /** Without the texts of Dockerfiles, which stand beside it as files. */
    private static String json(TopologyDocument topology) throws IOException {
        JsonNode tree = JSON.valueToTree(topology);
        for (JsonNode dockerfile : tree.findValues("dockerfile")) {
            if (dockerfile instanceof ObjectNode object) {
                object.remove(List.of("content", "dockerignore"));
            }
        }
        return JSON.writeValueAsString(tree) + "\n";
    }

    private static Map<String, String> read(Path folder) throws IOException {
        Map<String, String> files = new TreeMap<>();
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path : paths.filter(Files::isRegularFile).toList()) {
                    files.put(folder.relativize(path).toString(), Files.readString(path));
                }
            }
        }
        return files;
    }

    private static void delete(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> paths = Files.walk(folder)) {
                for (Path path :
                        paths.sorted(java.util.Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
    }
}

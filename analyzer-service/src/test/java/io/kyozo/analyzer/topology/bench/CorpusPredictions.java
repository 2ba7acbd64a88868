package io.kyozo.analyzer.topology.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.DiskFolder;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Writes what the analysis finds in a corpus of samples, one line of JSON a sample, in the shape that topology scorers
 * read. Usage: {@code CorpusPredictions LIST}, each line of LIST being {@code corpus<TAB>path<TAB>folder}; or
 * {@code CorpusPredictions FOLDER}, each folder in it being a sample of the corpus called as FOLDER is.
 */
public final class CorpusPredictions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CorpusPredictions() {}

    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    static void write(Path samples, PrintStream out) throws IOException {
        for (String[] sample : samples(samples)) {
            long began = System.nanoTime();
            Folder folder =
                    new PathWalker(WalkBudget.standard(), WalkListener.SILENT).walk(new DiskFolder(Path.of(sample[2])));
            TopologyDocument topology = FolderAnalyzer.analyze(folder);
            ObjectNode line = prediction(sample[0], sample[1], topology);
            line.put("millis", (System.nanoTime() - began) / 1_000_000);
            out.println(JSON.writeValueAsString(line));
        }
    }

    private static List<String[]> samples(Path list) throws IOException {
        if (Files.isRegularFile(list)) {
            return Files.readAllLines(list).stream()
                    .map(line -> line.split("\t", 3))
                    .toList();
        }
        String corpus = String.valueOf(list.toAbsolutePath().normalize().getFileName());
        try (Stream<Path> folders = Files.list(list)) {
            return folders.filter(Files::isDirectory)
                    .sorted()
                    .map(folder -> new String[] {corpus, String.valueOf(folder.getFileName()), folder.toString()})
                    .toList();
        }
    }

    static ObjectNode prediction(String corpus, String path, TopologyDocument topology) {
        ObjectNode line = JSON.createObjectNode();
        line.put("corpus", corpus).put("path", path);
        Optional<ServiceSpec> main = MainService.of(topology);
        line.put("language", main.map(ServiceSpec::stack).orElse("other"));
        line.put("confidence", main.map(ServiceSpec::confidence).orElse(0.5));
        ArrayNode services = line.putArray("services");
        for (ServiceSpec spec : topology.services()) {
            if (spec.deployable()) {
                ObjectNode service = services.addObject();
                service.put("name", spec.name());
                service.put(
                        "kind",
                        spec.kind() == ServiceKind.STATIC ? "static" : spec.image() == null ? "app" : "database");
                service.put("technology", spec.stack());
                service.put("path", spec.path());
                ArrayNode ports = service.putArray("ports");
                spec.ports().forEach(port -> ports.add(port.number()));
                ArrayNode needs = service.putArray("depends_on");
                topology.edges().stream()
                        .filter(edge -> edge.from().equals(spec.name()))
                        .forEach(edge -> needs.add(edge.to()));
            }
        }
        return line;
    }
}

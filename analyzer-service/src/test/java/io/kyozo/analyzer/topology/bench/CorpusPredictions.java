package io.kyozo.analyzer.topology.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.analyze.FolderAnalyzer;
import io.kyozo.analyzer.topology.walk.DiskFolder;
import io.kyozo.analyzer.topology.walk.FolderSource;
import io.kyozo.analyzer.topology.walk.PathWalker;
import io.kyozo.analyzer.topology.walk.WalkBudget;
import io.kyozo.analyzer.topology.walk.WalkListener;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Writes what the analysis finds in a corpus of samples, one line of JSON a sample, in the shape that topology scorers
 * read. Usage: {@code CorpusPredictions SAMPLES [--blind]}, SAMPLES being what {@link CorpusSamples} reads.
 */
public final class CorpusPredictions {
    private static final ObjectMapper JSON = new ObjectMapper();

    private CorpusPredictions() {}

    public static void main(String[] args) throws IOException {
        boolean blind = args.length > 1 && args[1].equals("--blind");
        write(Path.of(args[0]), blind, new PrintStream(System.out, true, StandardCharsets.UTF_8));
    }

    /** @param blind whether compose files are hidden from the analysis */
    static void write(Path samples, boolean blind, PrintStream out) throws IOException {
        for (CorpusSamples.Sample sample : CorpusSamples.in(samples)) {
            long began = System.nanoTime();
            FolderSource disk = new DiskFolder(sample.folder());
            Folder folder = new PathWalker(WalkBudget.standard(), WalkListener.SILENT)
                    .walk(blind ? new WithoutCompose(disk) : disk);
            ObjectNode line = prediction(sample.corpus(), sample.path(), FolderAnalyzer.analyze(folder));
            line.put("millis", (System.nanoTime() - began) / 1_000_000);
            out.println(JSON.writeValueAsString(line));
        }
    }

    static ObjectNode prediction(String corpus, String path, TopologyDocument topology) {
        ObjectNode line = JSON.createObjectNode();
        line.put("corpus", corpus).put("path", path);
        Optional<ServiceSpec> main = MainService.of(topology);
        line.put("language", main.map(ServiceSpec::stack).orElse("other"));
        line.put("confidence", main.map(ServiceSpec::confidence).orElse(topology.confidence()));
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
                service.put("confidence", spec.confidence());
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

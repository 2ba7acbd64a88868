package io.kyozo.analyzer.topology.detect.java;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.source.Ports;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;

/** The port that a module's configuration states, such as {@code server.port=${PORT:8080}}. */
final class JavaConfig {
    private static final List<String> KEYS =
            List.of("server.port", "quarkus.http.port", "micronaut.server.port", "ktor.deployment.port");

    private JavaConfig() {}

    static void read(Folder folder, String dir, ServiceDraft draft) {
        for (String name : List.of("application", "bootstrap")) {
            String base = FolderPath.join(dir, "src/main/resources/" + name);
            folder.text(base + ".properties").ifPresent(text -> properties(text, draft));
            for (String extension : List.of(".yml", ".yaml")) {
                yaml(folder, base + extension, draft);
            }
        }
    }

    private static void properties(TextFile text, ServiceDraft draft) {
        int number = 0;
        for (String raw : text.lines()) {
            number++;
            String line = raw.strip();
            int equals = line.indexOf('=');
            if (equals > 0 && KEYS.contains(line.substring(0, equals).strip())) {
                add(text.path(), number, line.substring(equals + 1).strip(), draft);
            }
        }
    }

    private static void yaml(Folder folder, String path, ServiceDraft draft) {
        List<JsonNode> documents = DataFiles.yamlDocuments(folder, path);
        if (documents.isEmpty()) {
            return;
        }
        for (String key : KEYS) {
            JsonNode node = documents.get(0);
            for (String part : List.of(key.split("[.]", 4))) {
                node = node.path(part);
            }
            String value = node.isMissingNode() ? documents.get(0).path(key).asText("") : node.asText("");
            if (!value.isEmpty()) {
                int line = folder.text(path).map(text -> text.lineOf("port:")).orElse(0);
                add(path, line, value, draft);
            }
        }
    }

    /** A number, or {@code ${VARIABLE:number}}. */
    private static void add(String path, int line, String value, ServiceDraft draft) {
        String variable = "";
        String stated = value;
        if (value.startsWith("${") && value.endsWith("}")) {
            String inner = value.substring(2, value.length() - 1);
            int colon = inner.indexOf(':');
            variable = colon < 0 ? inner : inner.substring(0, colon);
            stated = colon < 0 ? "" : inner.substring(colon + 1);
        }
        int port = Ports.number(stated);
        if (port > 0 && draft.ports().isEmpty()) {
            Evidence evidence = new Evidence(path, line, 0.8, "listens on " + port);
            draft.ports().add(new PortFinding(port, "http", variable, evidence));
        }
    }
}

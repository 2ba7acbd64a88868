package io.kyozo.analyzer.topology.detect.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.source.Ports;
import io.kyozo.contracts.topology.Evidence;
import java.util.List;
import java.util.Optional;

/**
 * What the lines of a chart's templates say of its only container; nothing where there are several.
 *
 * @param port the container's, written out or named by the path of a value
 * @param health path of its probe; empty where none is written out
 */
record ChartTemplates(Optional<PortFinding> port, String health) {
    private static final int MAX_FILES = 40;
    private static final String CONTAINER_PORT = "containerPort:";
    private static final String VALUE = "{{ .Values.";

    static ChartTemplates read(Folder folder, String chart, JsonNode values) {
        List<TextFile> workloads = folder.under(FolderPath.join(chart, "templates")).stream()
                .filter(file -> file.name().endsWith(".yaml") || file.name().endsWith(".yml"))
                .limit(MAX_FILES)
                .map(FolderFile::path)
                .flatMap(path -> folder.text(path).stream())
                .filter(text -> text.contains("containers:"))
                .toList();
        if (workloads.size() != 1) {
            return new ChartTemplates(Optional.empty(), "");
        }
        return new ChartTemplates(port(workloads.get(0), values), health(workloads.get(0)));
    }

    private static Optional<PortFinding> port(TextFile text, JsonNode values) {
        for (int i = 0; i < text.lines().size(); i++) {
            int at = text.lines().get(i).indexOf(CONTAINER_PORT);
            if (at >= 0) {
                String written = text.lines()
                        .get(i)
                        .substring(at + CONTAINER_PORT.length())
                        .strip();
                String known = written.startsWith("{{") ? value(written, values) : written;
                int port = Ports.number(known);
                return port < 1
                        ? Optional.empty()
                        : Optional.of(new PortFinding(
                                port, "http", "", new Evidence(text.path(), i + 1, 0.7, "listens on " + port)));
            }
        }
        return Optional.empty();
    }

    /** The value at a plain path such as {@code {{ .Values.service.port }}}; empty for all that would need evaluating. */
    private static String value(String written, JsonNode values) {
        String plain = written.replace("{{-", "{{").replace("{{.", "{{ .");
        int end = plain.indexOf("}}");
        if (!plain.startsWith(VALUE) || end < 0) {
            return "";
        }
        String path = plain.substring(VALUE.length(), end).split("[|]", 2)[0].strip();
        return values.at("/" + path.replace('.', '/')).asText("");
    }

    private static String health(TextFile text) {
        boolean probe = false;
        for (String raw : text.lines()) {
            String line = raw.strip();
            probe = probe || line.startsWith("readinessProbe:") || line.startsWith("livenessProbe:");
            if (probe && line.startsWith("path:")) {
                String path = line.substring(5).strip().replace("\"", "");
                return path.startsWith("/") && !path.contains("{{") && path.length() > 1 ? path : "";
            }
        }
        return "";
    }
}

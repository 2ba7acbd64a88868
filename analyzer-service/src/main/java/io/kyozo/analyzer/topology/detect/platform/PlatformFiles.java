package io.kyozo.analyzer.topology.detect.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.detect.source.Ports;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.contracts.topology.Evidence;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * What files for hosting platforms say of the service beside them: Heroku's app.json (add-ons are stores; variables),
 * fly.toml (the port inside), devcontainers (ports that are forwarded), systemd units (how it is started).
 */
public final class PlatformFiles {
    private static final int MAX_VARIABLES = 200;

    private PlatformFiles() {}

    /** Adds to {@code draft}, whose sources were scanned, what the files beside it say. */
    public static void apply(Folder folder, ServiceDraft draft) {
        if (draft.isManaged()) {
            return;
        }
        addOns(folder, FolderPath.join(draft.path(), "app.json"), draft);
        variables(folder, FolderPath.join(draft.path(), "app.json"), draft);
        bindings(folder, draft);
        fly(folder, FolderPath.join(draft.path(), "fly.toml"), draft);
        forwarded(folder, FolderPath.join(draft.path(), ".devcontainer/devcontainer.json"), draft);
        forwarded(folder, FolderPath.join(draft.path(), ".devcontainer.json"), draft);
        SystemdUnits.apply(folder, draft);
    }

    private static void addOns(Folder folder, String path, ServiceDraft draft) {
        for (JsonNode addOn : DataFiles.json(folder, path).path("addons")) {
            String stated = addOn.isObject() ? addOn.path("plan").asText("") : addOn.asText("");
            String name = stated.split(":", 2)[0].toLowerCase(Locale.ROOT);
            if (!name.isEmpty()) {
                int line = folder.text(path).map(text -> text.lineOf(name)).orElse(0);
                draft.dependencies().putIfAbsent(name, new Evidence(path, line, 0.6, "asks for " + name));
            }
        }
    }

    /** Variables that app.json sets; one without a value is asked of whoever deploys. */
    private static void variables(Folder folder, String path, ServiceDraft draft) {
        JsonNode env = DataFiles.json(folder, path).path("env");
        Iterator<Map.Entry<String, JsonNode>> all = env.fields();
        for (int i = 0; all.hasNext() && i < MAX_VARIABLES; i++) {
            Map.Entry<String, JsonNode> entry = all.next();
            JsonNode value = entry.getValue().isObject() ? entry.getValue().path("value") : entry.getValue();
            draft.stated().putIfAbsent(entry.getKey(), value.asText(""));
        }
    }

    /** Service bindings (servicebinding.io): a file called type names what is bound. */
    private static void bindings(Folder folder, ServiceDraft draft) {
        folder.named(draft.path(), List.of("type")).stream()
                .filter(file -> file.path().contains("binding"))
                .flatMap(file -> folder.text(file.path()).stream())
                .forEach(text -> {
                    for (String word : text.text().strip().split("[-_]", 5)) {
                        Store.ofStack(word.toLowerCase(Locale.ROOT))
                                .ifPresent(store -> draft.dependencies()
                                        .putIfAbsent(
                                                Store.BINDING + store.stack(),
                                                new Evidence(text.path(), 1, 0.7, "is bound to " + store.stack())));
                    }
                });
    }

    private static void fly(Folder folder, String path, ServiceDraft draft) {
        JsonNode toml = DataFiles.toml(folder, path);
        int port = toml.path("http_service").path("internal_port").asInt(0);
        for (JsonNode service : toml.path("services")) {
            port = port == 0 ? service.path("internal_port").asInt(0) : port;
        }
        port(folder, path, port, 0.75, draft);
        for (JsonNode check : toml.path("http_service").path("checks")) {
            String health = check.path("path").asText("");
            if (draft.defaultHealth().isEmpty()) {
                draft.defaultHealth(health);
            }
        }
    }

    /** A port that is forwarded to a developer is most often, and not always, the service's own. */
    private static void forwarded(Folder folder, String path, ServiceDraft draft) {
        JsonNode ports = DataFiles.json(folder, path).path("forwardPorts");
        if (ports.size() == 1) {
            port(folder, path, Ports.number(ports.path(0).asText("")), 0.3, draft);
        }
    }

    private static void port(Folder folder, String path, int port, double weight, ServiceDraft draft) {
        if (port > 0 && port < 65_536) {
            int line = folder.text(path)
                    .map(text -> text.lineOf(String.valueOf(port)))
                    .orElse(0);
            draft.findings()
                    .ports()
                    .add(new PortFinding(port, "http", "", new Evidence(path, line, weight, "names port " + port)));
        }
    }
}

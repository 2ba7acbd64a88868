package io.kyozo.analyzer.topology.detect.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.analyzer.topology.FileFilter;
import io.kyozo.analyzer.topology.Folder;
import io.kyozo.analyzer.topology.FolderFile;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.PortFinding;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.analyzer.topology.TextFile;
import io.kyozo.analyzer.topology.detect.Places;
import io.kyozo.analyzer.topology.detect.docker.OwnImages;
import io.kyozo.analyzer.topology.graph.Store;
import io.kyozo.analyzer.topology.parse.DataFiles;
import io.kyozo.contracts.topology.Evidence;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What Kubernetes manifests say of services that the folder builds: ports, probes, variables; and which stores run beside
 * them. Templates of charts are not YAML until they are filled in, and are left alone.
 */
public final class KubernetesManifests {
    private static final Set<String> WORKLOADS =
            Set.of("Deployment", "StatefulSet", "DaemonSet", "ReplicaSet", "Pod", "Job", "CronJob");

    /** Workloads that come to an end. */
    private static final Set<String> ONCE = Set.of("Job", "CronJob");

    private static final int MAX_FILES = 300;

    private static final FileFilter MANIFESTS = FileFilter.named(
                    name -> name.endsWith(".yaml") || name.endsWith(".yml"))
            .where(file ->
                    Places.seldomService(file.dir()).isEmpty() && !file.path().startsWith(".github/"))
            .first(MAX_FILES);

    private final Folder folder;
    private final List<ServiceDraft> drafts;
    private final OwnImages own;
    private final Set<String> stores = new HashSet<>();
    private final ConfigMaps configs;

    /** @param drafts what was found so far; stores are added to it */
    public KubernetesManifests(Folder folder, List<ServiceDraft> drafts) {
        this.folder = folder;
        this.drafts = drafts;
        this.own = new OwnImages(folder);
        this.configs = new ConfigMaps(folder);
    }

    public void apply() {
        List<String> files =
                folder.matching(".", MANIFESTS).stream().map(FolderFile::path).toList();
        files.forEach(configs::read);
        files.forEach(this::read);
    }

    /** Gives services what configuration maps offer them, now that it is known which variables their sources read. */
    public void settle() {
        configs.settle();
    }

    private void read(String path) {
        Optional<TextFile> text = folder.text(path);
        if (text.isEmpty() || !text.get().contains("containers:") || text.get().contains("{{")) {
            return;
        }
        for (JsonNode document : DataFiles.yamlDocuments(folder, path)) {
            if (WORKLOADS.contains(document.path("kind").asText(""))) {
                workload(path, text.get(), document);
            }
        }
    }

    private void workload(String path, TextFile text, JsonNode document) {
        JsonNode spec = document.path("spec");
        JsonNode job = spec.path("jobTemplate").path("spec");
        JsonNode template = (job.isObject() ? job : spec).path("template").path("spec");
        JsonNode pod = template.isObject() ? template : spec;
        String name = document.path("metadata").path("name").asText("");
        for (JsonNode container : pod.path("containers")) {
            String image = container.path("image").asText("");
            Optional<Store> store = Store.ofImage(image);
            if (store.isPresent() && ONCE.contains(document.path("kind").asText(""))) {
                // It brings the store's own tools, to fill a store that runs elsewhere.
                continue;
            }
            if (store.isPresent()) {
                store(path, text, name, image, store.get());
            } else {
                String called = name.isEmpty() ? container.path("name").asText("") : name;
                own.source(image, drafts)
                        .or(() -> named(called))
                        .ifPresent(draft -> describe(path, text, called, container, draft));
            }
        }
    }

    /** A service in a folder that is called as the workload is. */
    private Optional<ServiceDraft> named(String workload) {
        return drafts.stream()
                .filter(draft -> !draft.isManaged() && draft.name().isEmpty())
                .filter(draft -> FolderPath.name(draft.path()).equals(workload)
                        || draft.aliases().contains(workload))
                .findFirst();
    }

    private void store(String path, TextFile text, String name, String image, Store store) {
        if (name.isEmpty() || !stores.add(store.stack() + " " + name)) {
            return;
        }
        boolean known = drafts.stream()
                .anyMatch(draft ->
                        draft.stack().equals(store.stack()) && draft.name().equals(name));
        if (!known) {
            ServiceDraft draft = new ServiceDraft(".", store.stack())
                    .kind(store.kind())
                    .name(name)
                    .image(image)
                    .defaultPort(store.port())
                    .shows(path, text.lineOf(image), 0.8, "runs " + image);
            if (!store.volume().isEmpty()) {
                draft.volumes().add(store.volume());
            }
            drafts.add(draft);
        }
    }

    private void describe(String path, TextFile text, String name, JsonNode container, ServiceDraft draft) {
        int line = text.lineOf("name: " + name);
        draft.name(name).shows(path, line, 0.8, "is the service " + name);
        if (draft.ports().isEmpty()) {
            for (JsonNode port : container.path("ports")) {
                int number = port.path("containerPort").asInt(0);
                if (number > 0 && number < 65_536) {
                    Evidence evidence =
                            new Evidence(path, text.lineOf("containerPort: " + number), 0.8, "listens on " + number);
                    draft.ports().add(new PortFinding(number, "http", "", evidence));
                }
            }
        }
        for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
            String health = container.path(probe).path("httpGet").path("path").asText("");
            if (!health.isEmpty() && draft.defaultHealth().isEmpty()) {
                draft.defaultHealth(health);
            }
        }
        for (JsonNode variable : container.path("env")) {
            String value = variable.path("value").asText("");
            if (!value.isEmpty()) {
                draft.stated().putIfAbsent(variable.path("name").asText(""), value);
            }
        }
        configs.offer(path, container, draft);
    }
}

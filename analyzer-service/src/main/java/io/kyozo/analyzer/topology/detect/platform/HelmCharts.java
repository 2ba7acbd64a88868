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
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What Helm charts say of services that the folder builds. Values are read as they are; templates are not evaluated, only
 * their lines are: a port or a probe that is written out, and the value that a port is taken from. All of it is a hint.
 */
public final class HelmCharts {
    private static final int MAX_CHARTS = 60;
    private static final int MAX_DEPTH = 3;
    private static final int UNPRIVILEGED = 1024;

    private static final FileFilter CHARTS = FileFilter.named("Chart.yaml"::equals)
            .where(file -> Places.seldomService(file.dir()).isEmpty())
            .first(MAX_CHARTS);

    private final Folder folder;
    private final List<ServiceDraft> drafts;
    private final OwnImages own;

    /** @param drafts whose sources were scanned */
    public HelmCharts(Folder folder, Collection<ServiceDraft> drafts) {
        this.folder = folder;
        this.drafts = drafts.stream()
                .filter(draft -> !draft.isManaged() && draft.opposition() < 0.8)
                .toList();
        this.own = new OwnImages(folder);
    }

    public void apply() {
        folder.matching(".", CHARTS).forEach(this::chart);
    }

    /** A chart, with what all its parts share. */
    private record Chart(String dir, String path, TextFile values, ChartTemplates templates) {}

    private void chart(FolderFile file) {
        String path = FolderPath.join(file.dir(), "values.yaml");
        Optional<TextFile> text = folder.text(path);
        JsonNode values = DataFiles.yaml(folder, path);
        if (text.isEmpty() || !values.isObject()) {
            return;
        }
        JsonNode about = DataFiles.yaml(folder, file.path());
        String name = about.path("name").asText(FolderPath.name(file.dir()));
        Chart chart = new Chart(file.dir(), path, text.get(), ChartTemplates.read(folder, file.dir(), values));
        part(chart, name, values, 0);
        deployed(name, values).ifPresent(draft -> stores(file.path(), about, values, draft));
    }

    /** A block of values: it is of a service where it names the service's image, else its parts are. */
    private void part(Chart chart, String name, JsonNode block, int depth) {
        Optional<ServiceDraft> draft = deployed(name, block);
        draft.ifPresent(found -> describe(chart, name, block, depth == 0, found));
        if (depth < MAX_DEPTH) {
            for (Iterator<Map.Entry<String, JsonNode>> parts = block.fields(); parts.hasNext(); ) {
                Map.Entry<String, JsonNode> inner = parts.next();
                boolean described = draft.isPresent() && inner.getKey().equals("image");
                if (inner.getValue().isObject() && !described) {
                    part(chart, inner.getKey(), inner.getValue(), depth + 1);
                }
            }
        }
    }

    private static String image(JsonNode block) {
        JsonNode image = block.path("image");
        return image.isObject()
                ? image.path("repository").asText(image.path("name").asText(""))
                : image.asText("");
    }

    /** The service whose image the block names; one that is called as the block, where its image is no other's. */
    private Optional<ServiceDraft> deployed(String name, JsonNode block) {
        String image = image(block);
        if (!block.has("image") || Store.ofImage(image).isPresent()) {
            return Optional.empty();
        }
        return own.source(image, drafts)
                .or(() -> drafts.stream()
                        .filter(draft -> draft.name().equals(name)
                                || FolderPath.name(draft.path()).equals(name)
                                || draft.aliases().contains(name)
                                || draft.path().equals(".") && folder.name().equals(name))
                        .findFirst());
    }

    private static void describe(Chart chart, String name, JsonNode block, boolean whole, ServiceDraft draft) {
        String tag = block.path("image").path("tag").asText("");
        String image = image(block) + (tag.isEmpty() ? "" : ":" + tag);
        int line = Math.max(1, chart.values().lineOf(image(block).isEmpty() ? "image:" : image(block)));
        draft.shows(chart.path(), line, 0.4, "is deployed by the chart " + name + " as " + image);
        port(chart, block, whole, draft);
        if (whole && draft.defaultHealth().isEmpty()) {
            draft.defaultHealth(chart.templates().health());
        }
        for (String field : List.of("env", "extraEnv", "environment")) {
            JsonNode env = block.path(field);
            if (env.isObject()) {
                env.fields().forEachRemaining(entry -> state(entry.getKey(), entry.getValue(), draft));
            }
            for (JsonNode variable : env.isArray() ? env : List.<JsonNode>of()) {
                state(variable.path("name").asText(""), variable.path("value"), draft);
            }
        }
    }

    private static void state(String name, JsonNode value, ServiceDraft draft) {
        if (!name.isEmpty() && value.isValueNode() && !value.asText("").isEmpty()) {
            draft.stated().putIfAbsent(name, value.asText());
        }
    }

    /** The container's port; the service's own port before it says little, and nothing where only root may open it. */
    private static void port(Chart chart, JsonNode block, boolean whole, ServiceDraft draft) {
        JsonNode service = block.path("service");
        int stated = first(
                block.path("containerPort"),
                service.path("containerPort"),
                service.path("targetPort"),
                service.path("internalPort"));
        int line = stated > 0 ? chart.values().lineOf(String.valueOf(stated)) : 0;
        Evidence where = new Evidence(chart.path(), line, 0.7, "states the container's port " + stated);
        if (stated == 0 && whole && chart.templates().port().isPresent()) {
            stated = chart.templates().port().get().number();
            where = chart.templates().port().get().evidence();
        }
        if (stated == 0 && service.path("port").asInt(0) >= UNPRIVILEGED) {
            stated = service.path("port").asInt();
            where = new Evidence(
                    chart.path(), chart.values().lineOf(String.valueOf(stated)), 0.3, "names port " + stated);
        }
        if (stated > 0 && stated < 65_536) {
            draft.findings().ports().add(new PortFinding(stated, "http", "", where));
        }
    }

    private static int first(JsonNode... candidates) {
        for (JsonNode candidate : candidates) {
            if (candidate.asInt(0) > 0) {
                return candidate.asInt();
            }
        }
        return 0;
    }

    /** Charts of stores that it depends on, such as postgresql, unless the values switch them off. */
    private void stores(String path, JsonNode about, JsonNode values, ServiceDraft draft) {
        for (JsonNode dependency : about.path("dependencies")) {
            String name = dependency.path("name").asText("").toLowerCase(Locale.ROOT);
            String condition = dependency.path("condition").asText("").split(",", 2)[0];
            boolean off = !condition.isEmpty()
                    && !values.at("/" + condition.replace('.', '/')).asBoolean(true);
            if (!name.isEmpty() && !off) {
                int line = folder.text(path).map(text -> text.lineOf(name)).orElse(0);
                Store.ofImage(name)
                        .or(() -> Store.ofStack(name))
                        .ifPresent(store -> draft.dependencies()
                                .putIfAbsent(
                                        Store.BINDING + store.stack(),
                                        new Evidence(path, line, 0.6, "its chart depends on " + name)));
            }
        }
    }
}

package io.kyozo.analyzer.topology.graph;

import io.kyozo.analyzer.topology.DevelopmentOnly;
import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.FolderPath;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import io.kyozo.contracts.topology.TopologyDocument.External;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Finds which APIs of others services speak to: by the packages they run with, the hosts their code names and the
 * variables it reads.
 */
public final class ExternalApis {
    /** As much as a person looks at. */
    private static final int MAX_EVIDENCE = 5;

    /** A package is made for one API; a host may be named in passing; a variable's name is a custom. */
    private static final double PACKAGE = 0.9;

    private static final double HOST = 0.8;
    private static final double VARIABLE = 0.6;

    private final Map<String, ExternalApi> apis = new TreeMap<>();
    private final Map<String, Set<Evidence>> evidence = new TreeMap<>();

    private ExternalApis() {}

    /**
     * What the deployable services speak to, by service in the order of {@code specs}, then by API.
     *
     * @param drafts what the services were made from
     * @param specs all services
     * @param edges between them
     */
    public static List<External> of(Collection<ServiceDraft> drafts, List<ServiceSpec> specs, List<Edge> edges) {
        List<External> all = new ArrayList<>();
        for (ServiceSpec spec : specs) {
            if (spec.deployable() && spec.image() == null) {
                Set<String> kinds = needed(spec, specs, edges);
                drafts.stream()
                        .filter(draft -> draft.name().equals(spec.name()))
                        .findFirst()
                        .ifPresent(draft -> all.addAll(new ExternalApis().of(draft, kinds)));
            }
        }
        return List.copyOf(all);
    }

    /** Kinds of the services that one needs. */
    private static Set<String> needed(ServiceSpec spec, List<ServiceSpec> specs, List<Edge> edges) {
        Set<String> names = new LinkedHashSet<>();
        edges.stream().filter(edge -> edge.from().equals(spec.name())).forEach(edge -> names.add(edge.to()));
        Set<String> kinds = new LinkedHashSet<>();
        specs.stream()
                .filter(other -> names.contains(other.name()))
                .forEach(other -> kinds.add(other.kind().name()));
        return kinds;
    }

    private List<External> of(ServiceDraft draft, Set<String> needed) {
        draft.dependencies().forEach((name, found) -> {
            if (!DevelopmentOnly.is(found)) {
                add(ExternalApi.ofPackage(name), found, PACKAGE, "depends on " + name);
            }
        });
        draft.findings()
                .references()
                .forEach(reference -> add(
                        ExternalApi.ofHost(reference.host()),
                        reference.evidence(),
                        HOST,
                        "names the host " + reference.host()));
        for (EnvRead read : draft.findings().env().values()) {
            if (!isChoice(draft, read)) {
                add(ExternalApi.ofVariable(read.name()), read.evidence(), VARIABLE, "reads " + read.name());
            }
        }
        return apis.values().stream()
                .filter(api -> api.replaced().isEmpty() || !needed.contains(api.replaced()))
                .filter(api -> apis.keySet().stream().noneMatch(other -> other.startsWith(api.id() + "-")))
                .map(api -> new External(draft.name(), api.id(), api.title(), api.category(), evidence(api)))
                .toList();
    }

    /** Laravel's configuration comes with the variables of every API that it could be used with. */
    private static boolean isChoice(ServiceDraft draft, EnvRead read) {
        return draft.dependsOn("laravel/framework")
                && read.evidence().file().startsWith(FolderPath.join(draft.path(), "config") + "/");
    }

    private void add(Optional<ExternalApi> found, Evidence where, double weight, String shows) {
        found.ifPresent(api -> {
            apis.put(api.id(), api);
            evidence.computeIfAbsent(api.id(), id -> new LinkedHashSet<>())
                    .add(new Evidence(where.file(), where.line(), weight, shows));
        });
    }

    private List<Evidence> evidence(ExternalApi api) {
        return evidence.getOrDefault(api.id(), Set.of()).stream()
                .sorted(Comparator.comparingDouble(Evidence::weight).reversed())
                .limit(MAX_EVIDENCE)
                .toList();
    }
}

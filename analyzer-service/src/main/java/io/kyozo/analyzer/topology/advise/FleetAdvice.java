package io.kyozo.analyzer.topology.advise;

import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What shows only in all services together: images that are built again for each, and runtimes in many versions. */
final class FleetAdvice {
    private FleetAdvice() {}

    static List<Recommendation> of(List<ServiceSpec> specs) {
        List<Recommendation> all = new ArrayList<>();
        Map<String, List<ServiceSpec>> builds = new LinkedHashMap<>();
        Map<String, Map<String, ServiceSpec>> versions = new TreeMap<>();
        for (ServiceSpec spec : specs) {
            ServiceSpec.Dockerfile dockerfile = spec.dockerfile();
            if (spec.deployable() && dockerfile != null) {
                String build = dockerfile.path() + " " + dockerfile.context() + " " + dockerfile.target();
                if (!dockerfile.path().isEmpty()) {
                    builds.computeIfAbsent(build, key -> new ArrayList<>()).add(spec);
                }
                if (!spec.version().isEmpty()) {
                    versions.computeIfAbsent(spec.stack(), key -> new TreeMap<>())
                            .putIfAbsent(spec.version(), spec);
                }
            }
        }
        builds.values().stream().filter(same -> same.size() > 1).forEach(same -> all.add(once(same)));
        versions.forEach((stack, found) -> {
            if (found.size() > 1) {
                all.add(oneVersion(stack, found));
            }
        });
        return all;
    }

    private static Recommendation once(List<ServiceSpec> same) {
        ServiceSpec.Dockerfile dockerfile = same.get(0).dockerfile();
        String path = dockerfile == null ? "" : dockerfile.path();
        String names = same.stream().map(ServiceSpec::name).collect(Collectors.joining(", "));
        return new Recommendation(
                "build.same-image",
                "info",
                "Build one image for " + names,
                "They are built from the same Dockerfile, " + same.size()
                        + " times. Build it once, give the image a name, and"
                        + " let each service differ by its command.",
                List.of(new Evidence(path, 1, 0.8, "builds " + names)));
    }

    private static Recommendation oneVersion(String stack, Map<String, ServiceSpec> found) {
        List<Evidence> where = found.entrySet().stream()
                .map(entry -> new Evidence(
                        entry.getValue().path(), 0, 0.6, entry.getValue().name() + " runs on " + entry.getKey()))
                .toList();
        return new Recommendation(
                "build.many-versions",
                "info",
                "Run all services on one version of " + stack,
                "Each of " + String.join(", ", found.keySet())
                        + " brings a base image of its own to store, scan and keep up to date.",
                where);
    }
}

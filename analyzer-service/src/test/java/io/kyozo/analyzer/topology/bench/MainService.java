package io.kyozo.analyzer.topology.bench;

import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The service that a folder is mostly about, whose language is the folder's. */
final class MainService {
    /** Built here or not, a store is what the folder's program is written against. */
    private static final Set<ServiceKind> STORES = EnumSet.of(
            ServiceKind.DATABASE, ServiceKind.CACHE, ServiceKind.QUEUE, ServiceKind.SEARCH, ServiceKind.OBJECT_STORE);

    private MainService() {}

    static Optional<ServiceSpec> of(TopologyDocument topology) {
        Map<String, Long> count = topology.services().stream()
                .filter(spec -> spec.image() == null && spec.deployable())
                .collect(Collectors.groupingBy(ServiceSpec::stack, Collectors.counting()));
        return topology.services().stream()
                .filter(spec -> spec.image() == null && !STORES.contains(spec.kind()))
                .min(Comparator.comparing((ServiceSpec spec) -> !spec.deployable())
                        .thenComparing(spec ->
                                spec.stack().equals("nginx") || spec.stack().equals("other"))
                        .thenComparing(spec -> spec.kind() == ServiceKind.STATIC || isFrontEnd(spec))
                        .thenComparing(spec -> -count.getOrDefault(spec.stack(), 0L))
                        .thenComparing(
                                spec -> spec.path().length() > 1 ? spec.path().split("/").length : 0)
                        .thenComparing(Comparator.comparingDouble(ServiceSpec::confidence)
                                .reversed()));
    }

    private static boolean isFrontEnd(ServiceSpec spec) {
        return spec.name().contains("frontend") || spec.name().contains("client");
    }
}

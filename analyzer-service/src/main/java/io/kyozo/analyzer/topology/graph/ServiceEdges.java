package io.kyozo.analyzer.topology.graph;

import io.kyozo.analyzer.topology.EnvRead;
import io.kyozo.analyzer.topology.Reference;
import io.kyozo.analyzer.topology.Secrets;
import io.kyozo.analyzer.topology.ServiceDraft;
import io.kyozo.contracts.topology.Evidence;
import io.kyozo.contracts.topology.TopologyDocument.Edge;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Edges between services of a folder: addresses in code, values in configuration, and what compose files say. */
public final class ServiceEdges {
    /** Last parts of names that mean something only inside a network. */
    private static final Set<String> PRIVATE =
            Set.of("local", "internal", "svc", "localhost", "docker", "lan", "cluster", "private");

    private static final List<String> TELEMETRY = List.of(
            "seq",
            "jaeger",
            "zipkin",
            "prometheus",
            "grafana",
            "loki",
            "tempo",
            "otel",
            "opentelemetry",
            "fluentd",
            "fluent-bit",
            "logstash",
            "kibana",
            "apm-server",
            "statsd",
            "graphite");

    private final Map<String, ServiceDraft> byName = new LinkedHashMap<>();

    public ServiceEdges(Collection<ServiceDraft> services) {
        for (ServiceDraft service : services) {
            service.aliases().forEach(alias -> byName.putIfAbsent(alias.toLowerCase(Locale.ROOT), service));
        }
        for (ServiceDraft service : services) {
            byName.put(service.name().toLowerCase(Locale.ROOT), service);
        }
    }

    /** The edges that start at {@code service}. */
    public List<Edge> of(ServiceDraft service) {
        List<Edge> edges = new ArrayList<>();
        for (String need : service.needs()) {
            target(need, service)
                    .ifPresent(to -> edges.add(edge(
                            service, to, "", 0.9, new Evidence(service.path(), 0, 0.9, "says that it needs " + need))));
        }
        for (Reference reference : service.findings().references()) {
            target(reference.host(), service)
                    .or(() -> byPort(reference, service))
                    .filter(to -> !isTelemetry(to))
                    .ifPresent(to -> edges.add(edge(service, to, reference.envVar(), 0.85, reference.evidence())));
        }
        for (EnvRead read : service.findings().env().values()) {
            hostVariable(read, service).ifPresent(edges::add);
        }
        boolean store = Store.ofStack(service.stack()).isPresent();
        if (!store) {
            service.stated().forEach((name, value) -> edges.addAll(stated(service, name, value)));
        }
        for (String word : store ? List.<String>of() : service.start()) {
            edges.addAll(stated(service, "", word));
        }
        return edges;
    }

    /** Hosts in the values that a compose file states. Only a value that is an address as a whole may be replaced. */
    private List<Edge> stated(ServiceDraft service, String name, String value) {
        List<Edge> edges = new ArrayList<>();
        for (NamedHosts.Named named : NamedHosts.in(name, value)) {
            target(named.host(), service).filter(to -> !isTelemetry(to)).ifPresent(to -> {
                String shows = name.isEmpty() ? "its command names " + to.name() : name + " names " + to.name();
                edges.add(edge(
                        service,
                        to,
                        named.whole() || isSecretUrl(name, value) ? name : "",
                        0.85,
                        new Evidence(service.path(), 0, 0.85, shows)));
            });
        }
        return edges;
    }

    /** Secrets are not kept: an address with a password is made anew by the one who deploys. */
    private static boolean isSecretUrl(String name, String value) {
        return value.contains("://") && Secrets.isSecret(name, value);
    }

    /** {@code API_HOST} or {@code API_URL} without a default, where a service is called api. */
    private Optional<Edge> hostVariable(EnvRead read, ServiceDraft service) {
        for (String ending : List.of(
                "_SERVICE_URL",
                "_SERVICE_ADDR",
                "_SERVICE_HOST",
                "_BASE_URL",
                "_URL",
                "_HOST",
                "_ADDR",
                "_ENDPOINT",
                "_URI")) {
            if (read.name().endsWith(ending)) {
                String name = read.name()
                        .substring(0, read.name().length() - ending.length())
                        .toLowerCase(Locale.ROOT)
                        .replace('_', '-');
                return target(read.fallback(), service)
                        .or(() -> target(name, service))
                        .or(() -> target(name + "-service", service))
                        .filter(to -> !isTelemetry(to))
                        .filter(to -> !to.isManaged() || ending.endsWith("_HOST") || ending.equals("_URL"))
                        .map(to -> edge(service, to, read.name(), 0.6, read.evidence()));
            }
        }
        return Optional.empty();
    }

    private Optional<ServiceDraft> target(String host, ServiceDraft from) {
        String bare = host.toLowerCase(Locale.ROOT).split(":", 2)[0];
        ServiceDraft exact = byName.get(bare);
        if (exact == null && bare.indexOf('.') > 0) {
            // A compose file may call a service so, whose name here has no dot.
            exact = byName.get(bare.replace('.', '-'));
        }
        if (exact != null) {
            return Optional.of(exact).filter(to -> to != from);
        }
        String name = bare.split("[.]", 2)[0];
        String last = bare.substring(bare.lastIndexOf('.') + 1);
        if (bare.indexOf('.') > 0 && !PRIVATE.contains(last)) {
            // api.example.com is somewhere in the world, not the service called api.
            return Optional.empty();
        }
        return Optional.ofNullable(byName.get(name)).filter(to -> to != from);
    }

    /** {@code http://localhost:4000}, where exactly one other service listens on 4000. */
    private Optional<ServiceDraft> byPort(Reference reference, ServiceDraft from) {
        if (reference.port() == 0
                || !List.of("localhost", "127.0.0.1", "0.0.0.0").contains(reference.host())) {
            return Optional.empty();
        }
        if (from.findings().ports().stream().anyMatch(port -> port.number() == reference.port())) {
            return Optional.empty();
        }
        List<ServiceDraft> listening = byName.values().stream()
                .distinct()
                .filter(service -> service != from && listens(service, reference.port()))
                .toList();
        return listening.size() == 1 ? Optional.of(listening.get(0)) : Optional.empty();
    }

    /** Whether it gathers logs, traces or measurements: services run without it. */
    private static boolean isTelemetry(ServiceDraft to) {
        String image = to.image() == null ? to.stack() : to.stack() + " " + to.image();
        return TELEMETRY.stream().anyMatch(image::contains);
    }

    private static boolean listens(ServiceDraft service, int port) {
        return service.ports().stream().anyMatch(finding -> finding.number() == port)
                || service.findings().ports().stream().anyMatch(finding -> finding.number() == port)
                || service.isManaged() && service.defaultPort() == port;
    }

    private static Edge edge(
            ServiceDraft from, ServiceDraft to, String variable, double confidence, Evidence evidence) {
        return new Edge(from.name(), to.name(), protocol(to), variable, confidence, List.of(evidence));
    }

    private static String protocol(ServiceDraft to) {
        return Store.ofStack(to.stack()).map(Store::stack).orElse("http");
    }

    /** One edge for each pair: the evidence of all, the first variable, the highest confidence. */
    public static List<Edge> merge(List<Edge> edges) {
        Map<String, Edge> merged = new LinkedHashMap<>();
        for (Edge edge : edges) {
            merged.merge(edge.from() + " " + edge.to(), edge, ServiceEdges::both);
        }
        return List.copyOf(merged.values());
    }

    private static Edge both(Edge one, Edge other) {
        List<Evidence> evidence = new ArrayList<>(one.evidence());
        other.evidence().stream().filter(item -> !evidence.contains(item)).forEach(evidence::add);
        return new Edge(
                one.from(),
                one.to(),
                one.kind(),
                one.envVar().isEmpty() ? other.envVar() : one.envVar(),
                Math.max(one.confidence(), other.confidence()),
                evidence);
    }
}

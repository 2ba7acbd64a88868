package io.kyozo.local.gateway;

import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Which service answers which path of the API; where the services listen may change. */
public final class ServiceTable {
    private static final String API = "/api/v1/";

    private static final Map<String, String> OWNERS = Map.ofEntries(
            Map.entry("workspaces", "analyzer"),
            Map.entry("revisions", "analyzer"),
            Map.entry("topologies", "analyzer"),
            Map.entry("deployments", "deployer"),
            Map.entry("plans", "deployer"),
            Map.entry("services", "deployer"),
            Map.entry("variables", "deployer"),
            Map.entry("logs", "deployer"),
            Map.entry("cleanup", "deployer"),
            Map.entry("backups", "deployer"),
            Map.entry("restores", "deployer"),
            Map.entry("health-checks", "monitor"),
            Map.entry("health-alerts", "monitor"),
            Map.entry("notification-channels", "monitor"),
            Map.entry("notifications", "monitor"),
            Map.entry("silences", "monitor"),
            Map.entry("alert-audit", "monitor"),
            Map.entry("service-objectives", "monitor"),
            Map.entry("probe-settings", "monitor"),
            Map.entry("live", "monitor"),
            Map.entry("live-events", "monitor"),
            Map.entry("metrics", "metrics"),
            Map.entry("capacity", "metrics"),
            Map.entry("threshold-rules", "metrics"));

    private volatile Map<String, Route> services;

    /** {@code ports}: service name → loopback port. */
    public ServiceTable(Map<String, Integer> ports) {
        this.services = routes(ports);
    }

    /** Puts other services, or other ports of them, in force. */
    void replace(Map<String, Integer> ports) {
        services = routes(ports);
    }

    private static Map<String, Route> routes(Map<String, Integer> ports) {
        return ports.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        Map.Entry::getKey,
                        each -> new Route(Route.evenly(new Target(each.getKey(), "127.0.0.1", each.getValue())))));
    }

    /**
     * Where a request goes: {@code /api/v1/<resource>} to the resource's owner as it is, {@code /<service>/…} to that
     * service without the prefix.
     */
    Optional<Destination> find(String uri) {
        if (uri.startsWith(API)) {
            String resource = firstSegment(uri, API.length());
            return Optional.ofNullable(OWNERS.get(resource)).flatMap(owner -> destination(owner, uri));
        }
        String service = firstSegment(uri, 1);
        String rest = uri.substring(Math.min(uri.length(), 1 + service.length()));
        return destination(service, rest.startsWith("/") ? rest : "/" + rest);
    }

    private Optional<Destination> destination(String service, String uri) {
        return Optional.ofNullable(services.get(service))
                .map(route -> new Destination(route, uri, "The " + service + " service"));
    }

    private static String firstSegment(String uri, int from) {
        int end = from;
        while (end < uri.length() && "/?#".indexOf(uri.charAt(end)) < 0) {
            end++;
        }
        return uri.substring(Math.min(from, end), end);
    }

    /**
     * Where a request goes.
     *
     * @param uri path and query as the target gets them
     * @param called what a person calls the target
     */
    record Destination(Route route, String uri, String called) {}
}

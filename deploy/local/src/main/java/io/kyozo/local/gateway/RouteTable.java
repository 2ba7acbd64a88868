package io.kyozo.local.gateway;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Which host leads to which targets. Every change is on disk before it is confirmed, and survives a restart. */
public final class RouteTable {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([-a-z0-9]{0,62})(\\.[a-z0-9]([-a-z0-9]{0,62})){0,9}");

    private final RouteStore store;
    private final Map<String, Route> routes = new ConcurrentHashMap<>();

    private RouteTable(RouteStore store) {
        this.store = store;
    }

    /** The table as it was when the last gateway ended. */
    public static RouteTable restore(RouteStore store) throws IOException {
        RouteTable table = new RouteTable(store);
        store.read().forEach((host, targets) -> table.routes.put(host, new Route(targets)));
        return table;
    }

    /** Puts the targets of a host in force, by their weights; none at all keeps the host known, but unavailable. */
    synchronized void put(String host, Map<Target, Integer> targets) throws IOException {
        String name = host.toLowerCase(Locale.ROOT);
        if (!HOST.matcher(name).matches()) {
            throw new IllegalArgumentException("'" + host + "' is not a host name");
        }
        Route known = routes.get(name);
        if (known == null) {
            routes.put(name, new Route(targets));
        } else {
            known.replace(targets);
        }
        store.write(snapshot());
    }

    /** Forgets a host; requests that are under way end as they would. */
    synchronized void remove(String host) throws IOException {
        Route known = routes.remove(host.toLowerCase(Locale.ROOT));
        if (known != null) {
            known.replace(Map.of());
            store.write(snapshot());
        }
    }

    Optional<Route> find(String host) {
        return Optional.ofNullable(routes.get(host.toLowerCase(Locale.ROOT)));
    }

    Map<String, Route> all() {
        return new TreeMap<>(routes);
    }

    private Map<String, Map<Target, Integer>> snapshot() {
        return routes.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, each -> each.getValue().weights(), (a, b) -> a, TreeMap::new));
    }
}

package io.kyozo.deployer.route.app;

import io.kyozo.deployer.route.RouteTarget;
import io.kyozo.deployer.route.Traffic;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Whoever holds the routes: a reverse proxy in front of the replicas. Every call may be repeated. */
public interface Routes {
    /** The stable address of {@code host}; empty where there is no proxy and services are reached directly. */
    Optional<String> url(String host);

    /** Sends requests for {@code host} to {@code targets}, which are at least one, by their weights and to no other; in force when it succeeds. */
    Uni<Void> put(String host, List<RouteTarget> targets);

    /** Whether requests for {@code host} go to {@code targets} and to no other. */
    Uni<Boolean> inForce(String host, List<RouteTarget> targets);

    /** No longer sends requests for {@code host} anywhere. */
    Uni<Void> remove(String host);

    /** What each replica behind {@code host} answered since it is there; numbers only rise. */
    Uni<Map<UUID, Traffic>> traffic(String host);

    /** How many requests the replica still works on for {@code host}; 0 where the route no longer knows it. */
    Uni<Integer> activeConnections(String host, UUID target);
}

package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.route.RouteTarget;
import io.kyozo.deployer.route.Traffic;
import io.kyozo.deployer.route.app.Routes;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;

/** The routes of services of which old and new replicas run side by side. */
@ApplicationScoped
class TrialRoutes {
    private static final int ALL = 100;

    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final Routes routes;

    TrialRoutes(ServiceStore services, ReplicaStore replicas, Routes routes) {
        this.services = services;
        this.replicas = replicas;
        this.routes = routes;
    }

    /**
     * A service on trial.
     *
     * @param service its name
     * @param host under which the route finds it
     * @param old replicas that serve
     * @param fresh replicas that are to serve
     */
    record Trial(String service, String host, List<RouteTarget> old, List<RouteTarget> fresh) {}

    /** What both sides answered since they are behind the route. */
    record Seen(Traffic old, Traffic fresh) {}

    /** The services that {@code deployment} replaces while they serve. */
    Uni<List<Trial>> of(Deployment deployment) {
        return Uni.combine()
                .all()
                .unis(services.inWorkspace(deployment.workspaceId()), replicas.inWorkspace(deployment.workspaceId()))
                .with((known, running) -> known.stream()
                        .flatMap(service -> trial(deployment, service, running).stream())
                        .toList());
    }

    /** Sends {@code share} percent of the requests to the new replicas. */
    Uni<Void> send(Trial trial, int share) {
        List<RouteTarget> targets = new ArrayList<>();
        // Each side's weight is split among its replicas: multiplied by the other side's number it stays whole.
        trial.old()
                .forEach(target -> targets.add(
                        target.withWeight((ALL - share) * trial.fresh().size())));
        trial.fresh()
                .forEach(target ->
                        targets.add(target.withWeight(share * trial.old().size())));
        return routes.put(trial.host(), targets);
    }

    Uni<Seen> seen(Trial trial) {
        return routes.traffic(trial.host())
                .map(traffic -> new Seen(sum(trial.old(), traffic), sum(trial.fresh(), traffic)));
    }

    private static Traffic sum(List<RouteTarget> targets, Map<UUID, Traffic> traffic) {
        return targets.stream()
                .map(target -> traffic.getOrDefault(target.id(), Traffic.NONE))
                .reduce(Traffic.NONE, Traffic::plus);
    }

    private static Optional<Trial> trial(Deployment deployment, Service service, List<Replica> running) {
        String host = service.host();
        List<RouteTarget> old = targets(service, running, Replica::serving);
        List<RouteTarget> fresh = targets(
                service,
                running,
                replica -> !replica.serving() && replica.deploymentId().equals(deployment.id()));
        return host == null || old.isEmpty() || fresh.isEmpty()
                ? Optional.empty()
                : Optional.of(new Trial(service.name(), host, old, fresh));
    }

    private static List<RouteTarget> targets(Service service, List<Replica> running, Predicate<Replica> chosen) {
        return running.stream()
                .filter(replica -> replica.serviceId().equals(service.id()) && chosen.test(replica))
                .filter(replica -> replica.state() == InstanceState.RUNNING)
                .flatMap(PushRoutes::target)
                .toList();
    }
}

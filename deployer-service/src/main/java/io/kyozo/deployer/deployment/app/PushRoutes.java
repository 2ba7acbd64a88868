package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.route.RouteTarget;
import io.kyozo.deployer.route.app.Routes;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/** Tells the proxy which replicas serve, as it is recorded. */
@ApplicationScoped
public class PushRoutes {
    private static final Logger LOG = Logger.getLogger(PushRoutes.class);
    private static final int ASKED_AT_ONCE = 8;

    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final Routes routes;
    private final ContainerRuntime runtime;
    private final AskReplica askReplica;

    PushRoutes(
            ServiceStore services,
            ReplicaStore replicas,
            Routes routes,
            ContainerRuntime runtime,
            AskReplica askReplica) {
        this.services = services;
        this.replicas = replicas;
        this.routes = routes;
        this.runtime = runtime;
        this.askReplica = askReplica;
    }

    /** The routes of the workspace's services whose name {@code chosen} accepts. */
    public Uni<Void> push(UUID workspaceId, Predicate<String> chosen) {
        return Uni.combine()
                .all()
                .unis(services.inWorkspace(workspaceId), replicas.inWorkspace(workspaceId))
                .asTuple()
                .chain(known -> pushAll(known.getItem1(), known.getItem2(), chosen));
    }

    /**
     * Puts the workspace's routes right where they are not as recorded; where all replicas rest, the route stays. A replica
     * that was started again gets requests when it is ready, unless there is none that is. False where that is still to come
     * for some.
     */
    public Uni<Boolean> restore(UUID workspaceId) {
        return Uni.combine()
                .all()
                .unis(services.inWorkspace(workspaceId), replicas.inWorkspace(workspaceId))
                .asTuple()
                .chain(known -> Multi.createFrom()
                        .iterable(known.getItem1())
                        .onItem()
                        .transformToUniAndConcatenate(service -> restore(service, known.getItem2()))
                        .collect()
                        .asList())
                .map(restored -> !restored.contains(false));
    }

    private Uni<Boolean> restore(Service service, List<Replica> running) {
        String host = service.host();
        List<Replica> serving = serving(service, running);
        List<RouteTarget> targets = targets(serving);
        return host == null || targets.isEmpty()
                ? Uni.createFrom().item(true)
                : routes.inForce(host, targets)
                        .chain(inForce -> inForce
                                ? Uni.createFrom().item(true)
                                : ready(serving).chain(ready -> restore(service, host, serving, ready)));
    }

    private Uni<Boolean> restore(Service service, String host, List<Replica> serving, List<Replica> ready) {
        List<RouteTarget> targets = targets(serving);
        // They took their time to answer: a deployment that began meanwhile is not to be overruled.
        return replicas.inWorkspace(service.workspaceId())
                .chain(now -> targets(serving(service, now)).equals(targets)
                        ? routes.put(host, ready.isEmpty() ? targets : targets(ready))
                                .replaceWith(ready.size() == serving.size())
                        : Uni.createFrom().item(false));
    }

    private Uni<List<Replica>> ready(List<Replica> serving) {
        return Multi.createFrom()
                .iterable(serving)
                .onItem()
                .transformToUni(replica ->
                        isReady(replica).map(ready -> ready ? Optional.of(replica) : Optional.<Replica>empty()))
                .merge(ASKED_AT_ONCE)
                .collect()
                .asList()
                .map(all -> all.stream().flatMap(Optional::stream).toList());
    }

    private Uni<Boolean> isReady(Replica replica) {
        return runtime.inspect(replica.containerName())
                .chain(found -> found.isEmpty()
                        ? Uni.createFrom().item(new Prober.Answer(false, "its container is gone"))
                        : askReplica.ask(replica, found.get()))
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(failure -> new Prober.Answer(false, String.valueOf(failure.getMessage())))
                .invoke(answer -> {
                    if (!answer.ready()) {
                        LOG.infof("%s gets no requests yet: %s", replica.containerName(), answer.saw());
                    }
                })
                .map(Prober.Answer::ready);
    }

    private Uni<Void> pushAll(List<Service> all, List<Replica> running, Predicate<String> chosen) {
        return Multi.createFrom()
                .iterable(all)
                .filter(service -> chosen.test(service.name()))
                .onItem()
                .transformToUniAndConcatenate(service -> push(service, running))
                .collect()
                .last();
    }

    private Uni<Void> push(Service service, List<Replica> running) {
        String host = service.host();
        if (host == null) {
            return Uni.createFrom().voidItem();
        }
        List<RouteTarget> targets = targets(serving(service, running));
        return targets.isEmpty() ? routes.remove(host) : routes.put(host, targets);
    }

    private static List<Replica> serving(Service service, List<Replica> running) {
        return running.stream()
                .filter(replica -> replica.serviceId().equals(service.id()) && replica.serving())
                .filter(replica -> replica.state() == InstanceState.RUNNING)
                .toList();
    }

    private static List<RouteTarget> targets(List<Replica> replicas) {
        return replicas.stream().flatMap(PushRoutes::target).toList();
    }

    static Stream<RouteTarget> target(Replica replica) {
        String host = replica.host();
        Integer port = replica.port();
        return host == null || port == null ? Stream.empty() : Stream.of(new RouteTarget(replica.id(), host, port));
    }
}

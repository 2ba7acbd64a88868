package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.jobs.Jobs;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.health.Watched;
import io.kyozo.monitor.health.app.TrackHealth;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Takes over what the deployer says of a workspace: what is new is probed at once, what is gone no more. */
@ApplicationScoped
public class TrackServices {
    private final TargetStore targets;
    private final TrackHealth health;
    private final Jobs jobs;

    TrackServices(TargetStore targets, TrackHealth health, Jobs jobs) {
        this.targets = targets;
        this.health = health;
        this.jobs = jobs;
    }

    /** Does nothing where a newer picture of the workspace was applied before. */
    public Uni<Void> apply(Tx tx, Event<DeploymentChanged> event) {
        return targets.keepPicture(tx, event)
                .chain(newest -> newest ? takeOver(tx, event) : Uni.createFrom().voidItem());
    }

    private Uni<Void> takeOver(Tx tx, Event<DeploymentChanged> event) {
        return targets.ofWorkspace(tx, event.data().workspaceId())
                .map(TrackServices::byId)
                .chain(known -> track(tx, event, known).chain(() -> forgetRest(tx, known)));
    }

    /** Takes out of {@code known} what is still there. */
    private Uni<Void> track(Tx tx, Event<DeploymentChanged> event, Map<UUID, Target> known) {
        return inOrder(
                event.data().services().stream()
                        .filter(service -> service.state() != InstanceState.REMOVED)
                        .toList(),
                service -> track(tx, target(event, service, known.remove(service.serviceId()))));
    }

    private Uni<Void> track(Tx tx, Tracked tracked) {
        return targets.save(tx, tracked.now())
                .chain(() -> health.track(tx, watched(tracked.now()), tracked.isFresh()))
                .chain(() -> tracked.isFresh() && tracked.now().isProbed()
                        ? jobs.enqueue(tx, ProbeJobs.probe(tracked.now())).replaceWithVoid()
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> forgetRest(Tx tx, Map<UUID, Target> gone) {
        return inOrder(List.copyOf(gone.keySet()), id -> targets.remove(tx, id).chain(() -> health.forget(tx, id)));
    }

    private static Tracked target(Event<DeploymentChanged> event, ServiceState service, @Nullable Target before) {
        UUID deployment = event.data().deploymentId();
        if (before != null) {
            Target now = before.updated(service, deployment, event.correlationId());
            return new Tracked(now, now.generation() != before.generation());
        }
        Target now = new Target(
                service.serviceId(),
                event.teamId(),
                event.data().workspaceId(),
                event.data().workspaceName(),
                service.name(),
                service.kind(),
                service.state(),
                service.url(),
                deployment,
                service.health(),
                service.instances(),
                service.dependencies(),
                0,
                // Not 1: a service that was forgotten and comes again must not meet its old probing job.
                event.time().toEpochMilli(),
                event.correlationId());
        return new Tracked(now, true);
    }

    private static Watched watched(Target target) {
        return new Watched(
                target.serviceId(),
                target.teamId(),
                target.workspaceId(),
                target.workspaceName(),
                target.name(),
                target.deploymentId(),
                target.state(),
                target.isProbed(),
                target.correlationId());
    }

    private static Map<UUID, Target> byId(List<Target> known) {
        return known.stream().collect(Collectors.toMap(Target::serviceId, t -> t, (a, b) -> a, HashMap::new));
    }

    private static <T> Uni<Void> inOrder(List<T> items, Function<T, Uni<Void>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .asList()
                .replaceWithVoid();
    }

    private record Tracked(Target now, boolean isFresh) {}
}

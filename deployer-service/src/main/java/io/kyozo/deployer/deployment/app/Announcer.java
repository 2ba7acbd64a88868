package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.messaging.Outbox;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Tells others of a change, with the complete picture of the workspace as the transaction sees it. */
@ApplicationScoped
public class Announcer {
    private static final String SOURCE = "deployer";

    private final Outbox outbox;
    private final WorkspaceStore workspaces;
    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final DeploymentStore deployments;

    Announcer(
            Outbox outbox,
            WorkspaceStore workspaces,
            ServiceStore services,
            ReplicaStore replicas,
            DeploymentStore deployments) {
        this.deployments = deployments;
        this.outbox = outbox;
        this.workspaces = workspaces;
        this.services = services;
        this.replicas = replicas;
    }

    /** Appends the event to the outbox; {@code deployment} is as it is after the change. */
    public Uni<Void> announce(Tx tx, Deployment deployment, @Nullable DeploymentState from) {
        return announce(tx, deployment, from, deployment.failure());
    }

    /** The same, with another reason than that of the deployment's failure. */
    Uni<Void> announce(Tx tx, Deployment deployment, @Nullable DeploymentState from, @Nullable String reason) {
        // One after the other: a transaction has one connection.
        return workspaces
                .nextSequence(tx, deployment.workspaceId())
                .chain(sequence -> services.inWorkspace(tx, deployment.workspaceId())
                        .chain(all -> replicas.inWorkspace(tx, deployment.workspaceId())
                                .map(running -> change(deployment, from, reason, all, running)))
                        .chain(change -> deployments
                                .earlierRelease(tx, deployment.workspaceId())
                                .map(earlier -> withReleases(change, earlier.isPresent())))
                        .chain(change -> outbox.append(tx, event(deployment, sequence, change))));
    }

    private static Event<DeploymentChanged> event(Deployment deployment, long sequence, DeploymentChanged change) {
        return Event.of(
                EventType.DEPLOYMENT_CHANGED,
                SOURCE,
                deployment.id(),
                deployment.teamId(),
                deployment.correlationId(),
                sequence,
                change);
    }

    private static DeploymentChanged change(
            Deployment deployment,
            @Nullable DeploymentState from,
            @Nullable String reason,
            List<Service> services,
            List<Replica> replicas) {
        return new DeploymentChanged(
                deployment.id(),
                deployment.workspaceId(),
                deployment.workspace(),
                deployment.request().revisionId(),
                from,
                deployment.state(),
                reason,
                deployment.progress(),
                services.stream().map(service -> state(service, replicas)).toList());
    }

    private static DeploymentChanged withReleases(DeploymentChanged change, boolean earlierRelease) {
        return new DeploymentChanged(
                change.deploymentId(),
                change.workspaceId(),
                change.workspaceName(),
                change.revisionId(),
                change.from(),
                change.to(),
                change.reason(),
                change.progress(),
                change.services(),
                earlierRelease);
    }

    private static ServiceState state(Service service, List<Replica> replicas) {
        List<Replica> own = replicas.stream()
                .filter(replica -> replica.serviceId().equals(service.id()))
                .toList();
        Optional<ServicePlan> plan =
                own.stream().map(Replica::plan).findFirst().or(() -> Optional.ofNullable(service.plan()));
        return new ServiceState(
                service.id(),
                service.name(),
                service.kind().toLowerCase(Locale.ROOT),
                service.state(),
                service.url(),
                plan.flatMap(Announcer::probe).orElse(null),
                own.stream()
                        .filter(Announcer::serves)
                        .flatMap(replica -> instance(replica).stream())
                        .toList(),
                plan.map(ServicePlan::needs).orElse(null));
    }

    private static boolean serves(Replica replica) {
        boolean alive =
                switch (replica.state()) {
                    case RUNNING, DEGRADED, CRASH_LOOP -> true;
                    case PENDING, DEPLOYING, PAUSED, STOPPED, FAILED, REMOVED -> false;
                };
        return replica.serving() && alive;
    }

    private static Optional<DeploymentChanged.Instance> instance(Replica replica) {
        String containerId = replica.containerId();
        String host = replica.host();
        return containerId == null
                ? Optional.empty()
                : Optional.of(new DeploymentChanged.Instance(
                        replica.id(),
                        replica.runtime(),
                        containerId,
                        host == null ? "127.0.0.1" : host,
                        replica.port()));
    }

    private static Optional<HealthProbe> probe(ServicePlan plan) {
        ServiceSpec.Health health = plan.health();
        if (health != null) {
            return Optional.of(
                    new HealthProbe(health.protocol(), health.protocol().equals("http") ? health.path() : null));
        }
        return plan.mainPort().map(port -> new HealthProbe("tcp", null));
    }
}

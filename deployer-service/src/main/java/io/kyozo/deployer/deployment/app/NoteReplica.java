package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.Transition;
import io.kyozo.deployer.logs.DeploymentLine;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.deployer.service.LastWords;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Tells of what happened to a replica after its deployment went live: in the audit trail, and to others. */
@ApplicationScoped
public class NoteReplica {
    private static final String ACTOR = "deployer";

    private final DeploymentStore deployments;
    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final DeploymentLogStore logs;
    private final Announcer announcer;
    private final WatchHealth watchHealth;
    private final Transactions transactions;

    NoteReplica(
            DeploymentStore deployments,
            ServiceStore services,
            ReplicaStore replicas,
            DeploymentLogStore logs,
            Announcer announcer,
            WatchHealth watchHealth,
            Transactions transactions) {
        this.deployments = deployments;
        this.services = services;
        this.replicas = replicas;
        this.logs = logs;
        this.announcer = announcer;
        this.watchHealth = watchHealth;
        this.transactions = transactions;
    }

    /** Notes it with the live deployment; where there is none, only the service's state is put right. */
    public Uni<Void> note(
            Optional<Deployment> live, Replica replica, String type, String message, @Nullable String error) {
        return transactions.inTransaction(tx -> serviceState(tx, replica)
                .chain(() -> live.filter(deployment -> deployment.state() == DeploymentState.LIVE)
                        .map(deployment -> record(tx, deployment, move(type, replica.service() + " " + message, error)))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    /** What it printed last, as lines of the live deployment's log. */
    public Uni<Void> lastWords(Optional<Deployment> live, Replica replica, LastWords words) {
        List<DeploymentLine> lines = words.lines().stream()
                .map(line -> new DeploymentLine(0, line.at(), replica.service(), "output", "error", line.text()))
                .toList();
        return live.isEmpty() || lines.isEmpty()
                ? Uni.createFrom().voidItem()
                : logs.append(live.get().id(), lines);
    }

    /** It ends again and again: the deployment is rolled back where that is due. */
    public Uni<Void> loops(Optional<Deployment> live, Replica replica, String why) {
        return live.isEmpty()
                ? Uni.createFrom().voidItem()
                : transactions.inTransaction(tx -> watchHealth.failing(
                        tx,
                        live.get().teamId(),
                        live.get().workspaceId(),
                        live.get().workspace(),
                        replica.service() + " ends again and again: " + why));
    }

    private Uni<Void> record(Tx tx, Deployment live, Transition move) {
        return deployments
                .move(tx, live.id(), DeploymentStore.NO_FENCE, move, ACTOR)
                .chain(() -> announcer.announce(tx, live, DeploymentState.LIVE, move.error()));
    }

    private static Transition move(String type, String message, @Nullable String error) {
        return new Transition(
                type, DeploymentState.LIVE, DeploymentState.LIVE, SagaStep.COMPLETE, 100, message, error, null);
    }

    private Uni<Void> serviceState(Tx tx, Replica replica) {
        return replicas.inWorkspace(tx, replica.workspaceId())
                .chain(all -> services.state(tx, replica.workspaceId(), replica.service(), state(replica, all)));
    }

    private static InstanceState state(Replica replica, List<Replica> all) {
        Set<InstanceState> states = all.stream()
                .filter(other -> other.serviceId().equals(replica.serviceId()) && other.serving())
                .map(Replica::state)
                .collect(Collectors.toSet());
        if (states.stream().allMatch(state -> state == InstanceState.RUNNING)) {
            return InstanceState.RUNNING;
        }
        boolean loops = states.contains(InstanceState.CRASH_LOOP) && !states.contains(InstanceState.RUNNING);
        return loops ? InstanceState.CRASH_LOOP : InstanceState.DEGRADED;
    }
}

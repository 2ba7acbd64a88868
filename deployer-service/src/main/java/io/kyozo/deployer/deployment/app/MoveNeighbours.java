package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.Rollout;
import io.kyozo.deployer.deployment.Saga;
import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Has the services replaced that keep using their connections to a replica which is to go. Nobody outside can tell a program
 * to drop a connection that it has in use, and a request that is sent while the other side closes is lost; new replicas of the
 * same, started first, find by name those that stay, and the old ones take their connections with them.
 */
@ApplicationScoped
class MoveNeighbours {
    private static final String ACTOR = "deployer";
    private static final int ENTRIES = 1000;

    private final ContainerRuntime runtime;
    private final DeploymentStore deployments;
    private final RequestDeployment requestDeployment;
    private final Transactions transactions;

    MoveNeighbours(
            ContainerRuntime runtime,
            DeploymentStore deployments,
            RequestDeployment requestDeployment,
            Transactions transactions) {
        this.runtime = runtime;
        this.deployments = deployments;
        this.requestDeployment = requestDeployment;
        this.transactions = transactions;
    }

    /** Those that need a service of {@code held}, once for each deployment; {@code all} are the workspace's replicas. */
    Uni<Void> off(Work work, List<Replica> held, List<Replica> all) {
        Set<String> left = names(held);
        return runtime.info().map(StartStep::terrain).chain(terrain -> {
            Set<String> holders = holders(work.deployment(), left, all, terrain);
            // Where addresses change with the replica, whoever needs it was replaced with it.
            boolean replaced = terrain.sharedPorts() || holders.isEmpty();
            return replaced ? Uni.createFrom().voidItem() : once(work, left, holders);
        });
    }

    private Uni<Void> once(Work work, Set<String> left, Set<String> holders) {
        return deployments
                .events(work.deployment().id(), 0, ENTRIES)
                .map(entries -> entries.stream().anyMatch(entry -> entry.type().equals(Saga.NEIGHBOURS_MOVED)))
                .chain(done -> done ? Uni.createFrom().voidItem() : move(work, left, holders));
    }

    private Uni<Void> move(Work work, Set<String> left, Set<String> holders) {
        Deployment deployment = work.deployment();
        String why =
                String.join(", ", holders) + " still used connections to old replicas of " + String.join(", ", left);
        work.log().info("", "retire", why + ": replaced by new replicas of the same");
        var wish = new DeployRequested(
                deployment.workspaceId(),
                deployment.workspace(),
                Action.RESTART,
                null,
                null,
                null,
                List.copyOf(holders),
                null,
                ACTOR,
                why);
        return transactions.inTransaction(tx -> requestDeployment
                .request(tx, deployment.teamId(), wish, deployment.correlationId())
                .chain(() -> deployments.note(tx, deployment.id(), Saga.NEIGHBOURS_MOVED, why, ACTOR)));
    }

    /**
     * None while old replicas are there that need them as well: it may be those that hold on, and they go anyway. Nor those that
     * would have to be stopped first: they would lose more.
     */
    private static Set<String> holders(
            Deployment deployment, Set<String> left, List<Replica> all, Rollout.Terrain terrain) {
        List<Replica> needing = all.stream()
                .filter(replica -> replica.plan().needs().stream().anyMatch(left::contains))
                .toList();
        boolean others = needing.stream().anyMatch(replica -> deployment.id().equals(replica.retiredBy()));
        return others
                ? Set.of()
                : names(needing.stream()
                        .filter(Replica::serving)
                        .filter(replica ->
                                Rollout.strategy(replica.plan(), terrain, null) == Rollout.Strategy.START_FIRST)
                        .toList());
    }

    private static Set<String> names(List<Replica> replicas) {
        return replicas.stream().map(Replica::service).collect(Collectors.toCollection(TreeSet::new));
    }
}

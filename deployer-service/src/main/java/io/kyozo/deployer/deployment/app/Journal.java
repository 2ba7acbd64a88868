package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.Transition;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Records the saga's moves: state, audit entry and event in one transaction. */
@ApplicationScoped
class Journal {
    private final DeploymentStore deployments;
    private final Announcer announcer;
    private final Transactions transactions;

    Journal(DeploymentStore deployments, Announcer announcer, Transactions transactions) {
        this.deployments = deployments;
        this.announcer = announcer;
        this.transactions = transactions;
    }

    /** Records {@code move} in a transaction of its own; the deployment after it. */
    Uni<Deployment> record(Work work, Transition move, String actor) {
        return transactions.inTransaction(tx -> record(tx, work.deployment(), work.fence(), move, actor));
    }

    /** Records {@code move} when {@code tx} commits; the deployment after it. */
    Uni<Deployment> record(Tx tx, Deployment deployment, long fence, Transition move, String actor) {
        Deployment moved = deployment.moved(move);
        return deployments
                .move(tx, deployment.id(), fence, move, actor)
                .chain(() -> move.changesState()
                        ? announcer.announce(tx, moved, move.from())
                        : Uni.createFrom().voidItem())
                .replaceWith(moved);
    }
}

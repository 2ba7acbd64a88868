package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Restore;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Records how restores go, and tells of it in the audit trail of the deployment whose data is replaced, in one transaction. */
@ApplicationScoped
class RestoreTrail {
    private final RestoreStore restores;
    private final DeploymentStore deployments;
    private final Transactions transactions;

    RestoreTrail(RestoreStore restores, DeploymentStore deployments, Transactions transactions) {
        this.restores = restores;
        this.deployments = deployments;
        this.transactions = transactions;
    }

    /** It was asked for; {@code job} has it carried out, in the same transaction. */
    Uni<Void> requested(Restore restore, Transactional job) {
        return both(
                restore,
                "restore-requested",
                "is to get its data from backup " + restore.backupId(),
                tx -> restores.add(tx, restore).chain(() -> job.in(tx)));
    }

    Uni<Void> done(Restore restore) {
        return both(
                restore,
                "restored",
                "has its data from backup " + restore.backupId(),
                tx -> restores.done(tx, restore.id()));
    }

    Uni<Void> failed(Restore restore, String why) {
        return both(
                restore,
                "restore-failed",
                "did not get its data from backup " + restore.backupId() + ": " + why,
                tx -> restores.failed(tx, restore.id(), why));
    }

    /** What is done in a transaction. */
    interface Transactional {
        Uni<Void> in(Tx tx);
    }

    private Uni<Void> both(Restore restore, String type, String message, Transactional change) {
        String said = restore.owner().service() + " " + message;
        return deployments
                .liveIn(restore.owner().workspaceId())
                .chain(live -> transactions.inTransaction(tx -> change.in(tx)
                        .chain(() -> live.isEmpty()
                                ? Uni.createFrom().voidItem()
                                : deployments.note(tx, live.get().id(), type, said, restore.actor()))));
    }
}

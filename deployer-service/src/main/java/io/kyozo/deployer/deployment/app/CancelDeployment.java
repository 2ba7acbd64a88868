package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.Saga;
import io.kyozo.deployer.deployment.Transition;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Calls a deployment off: one that waits at once, one that acts as soon as its worker sees it. */
@ApplicationScoped
public class CancelDeployment {
    private final DeploymentStore deployments;
    private final WorkspaceStore workspaces;
    private final Journal journal;
    private final Transactions transactions;

    CancelDeployment(
            DeploymentStore deployments, WorkspaceStore workspaces, Journal journal, Transactions transactions) {
        this.deployments = deployments;
        this.workspaces = workspaces;
        this.journal = journal;
        this.transactions = transactions;
    }

    /** The deployment as it is then; a conflict where it is too late. */
    public Uni<Deployment> cancel(UUID teamId, UUID id, String by) {
        return transactions.inTransaction(tx -> deployments.find(tx, id).chain(found -> {
            Deployment deployment = found.filter(any -> any.teamId().equals(teamId))
                    .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such deployment."));
            Transition move = Saga.cancelled(deployment.state(), deployment.step(), by)
                    .filter(any -> !deployment.state().isSettled())
                    .orElseThrow(() -> new KyozoException(
                            ErrorCode.CONFLICT,
                            "It is too late to call the deployment off: it is " + deployment.state() + "."));
            return cancel(tx, deployment, move, by);
        }));
    }

    private Uni<Deployment> cancel(Tx tx, Deployment deployment, Transition move, String by) {
        return workspaces
                .lock(tx, deployment.teamId(), deployment.workspaceId(), deployment.workspace())
                .chain(workspace -> deployment.id().equals(workspace.active())
                        ? deployments.requestCancel(tx, deployment.id(), by).replaceWith(deployment)
                        : journal.record(tx, deployment, DeploymentStore.NO_FENCE, move, by));
    }
}

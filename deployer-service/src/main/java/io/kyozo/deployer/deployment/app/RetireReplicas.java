package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.Saga;
import io.kyozo.deployer.logs.app.DeploymentLog;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.WorkResult;
import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/**
 * Sees off the replicas that a live deployment replaced: each goes when it has answered what it was asked. Done again
 * after a crash it finds those that are left; the audit trail gets its entry with the end of the job.
 */
@ApplicationScoped
public class RetireReplicas {
    private static final Duration AGAIN = Duration.ofSeconds(5);

    private final ContainerRuntime runtime;
    private final DeploymentStore deployments;
    private final DeploymentLogStore logs;
    private final ReplicaStore replicas;
    private final Drain drain;
    private final RemoveReplica removeReplica;

    RetireReplicas(
            ContainerRuntime runtime,
            DeploymentStore deployments,
            DeploymentLogStore logs,
            ReplicaStore replicas,
            Drain drain,
            RemoveReplica removeReplica) {
        this.runtime = runtime;
        this.deployments = deployments;
        this.logs = logs;
        this.replicas = replicas;
        this.drain = drain;
        this.removeReplica = removeReplica;
    }

    /** Does it for a deployment that is settled; while one acts, its replicas are its own. */
    public Uni<WorkResult> run(JobExecution<?> job, UUID deploymentId) {
        return deployments
                .find(deploymentId)
                .chain(found -> found.filter(deployment -> deployment.settledAt() != null)
                        .map(deployment -> retire(job, deployment))
                        .orElseGet(() -> Uni.createFrom().item(WorkResult.done())));
    }

    private Uni<WorkResult> retire(JobExecution<?> job, Deployment deployment) {
        var log = new DeploymentLog(deployment.id(), logs);
        var work = new Work(deployment, DeploymentStore.NO_FENCE, log, job::progress);
        return replicas.inWorkspace(deployment.workspaceId())
                .chain(all -> removeAll(work, all))
                .eventually(log::flush)
                .chain(removed -> job.commit(tx -> deployments.note(
                        tx,
                        deployment.id(),
                        Saga.RETIRED,
                        message(removed),
                        deployment.request().actor())))
                .onFailure(failure -> runtime.circuit().state() != Circuit.State.CLOSED)
                .recoverWithItem(() -> WorkResult.snooze(AGAIN));
    }

    private Uni<Integer> removeAll(Work work, List<Replica> all) {
        List<Replica> old = Replicas.retiredBy(work.deployment().id(), all);
        return drain.each(work, old, replica -> removeReplica.remove(work, replica, all))
                .replaceWith(old.size());
    }

    private static String message(int removed) {
        return removed == 1 ? "Removed the old replica" : "Removed " + removed + " old replicas";
    }
}

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
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Sees off the replicas that a live deployment replaced: each goes when it has answered what it was asked, and its neighbours
 * have hung up; those that do not are made to. Done again after a crash it finds those that are left; the audit trail gets
 * its entry with the end of the job.
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
    private final MoveNeighbours moveNeighbours;
    private final RolloutConfig config;

    RetireReplicas(
            ContainerRuntime runtime,
            DeploymentStore deployments,
            DeploymentLogStore logs,
            ReplicaStore replicas,
            Drain drain,
            RemoveReplica removeReplica,
            MoveNeighbours moveNeighbours,
            RolloutConfig config) {
        this.runtime = runtime;
        this.deployments = deployments;
        this.logs = logs;
        this.replicas = replicas;
        this.drain = drain;
        this.removeReplica = removeReplica;
        this.moveNeighbours = moveNeighbours;
        this.config = config;
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
                .chain(all -> seeOff(work, all)
                        .chain(held -> held.isEmpty()
                                ? finish(job, deployment)
                                : moveNeighbours.off(work, held, all).replaceWith(WorkResult.snooze(AGAIN))))
                .onFailure(failure -> runtime.circuit().state() != Circuit.State.CLOSED)
                .recoverWithItem(() -> WorkResult.snooze(AGAIN))
                .eventually(log::flush);
    }

    private Uni<WorkResult> finish(JobExecution<?> job, Deployment deployment) {
        return job.commit(tx -> deployments.note(
                tx,
                deployment.id(),
                Saga.RETIRED,
                "The replicas that it replaced are gone",
                deployment.request().actor()));
    }

    /** Those that stay for now. */
    private Uni<List<Replica>> seeOff(Work work, List<Replica> all) {
        List<Replica> held = new CopyOnWriteArrayList<>();
        return drain.each(
                        work,
                        Replicas.retiredBy(work.deployment().id(), all),
                        replica -> goes(work, replica, all)
                                .invoke(gone -> {
                                    if (!gone) {
                                        held.add(replica);
                                    }
                                })
                                .replaceWithVoid())
                .replaceWith(held);
    }

    private Uni<Boolean> goes(Work work, Replica replica, List<Replica> all) {
        return removeReplica.withdraw(work, replica, all).chain(open -> {
            if (open > 0 && mayStay(work.deployment())) {
                return Uni.createFrom().item(false);
            }
            if (open > 0) {
                work.log().error(replica.service(), "retire", open + " connections to it were still open at its end");
            }
            return removeReplica.remove(work, replica).replaceWith(true);
        });
    }

    private boolean mayStay(Deployment deployment) {
        Instant settled = deployment.settledAt();
        return settled != null && Instant.now().isBefore(settled.plus(config.neighboursLimit()));
    }
}

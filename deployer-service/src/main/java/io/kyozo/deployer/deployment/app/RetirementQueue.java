package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Has the replicas that a live deployment replaced seen off, so that nobody waits for the last of their requests. */
@ApplicationScoped
public class RetirementQueue {
    /** The type of the job that does it. */
    public static final String JOB = "deployment.retire-replicas";

    private final Jobs jobs;
    private final ReplicaStore replicas;

    RetirementQueue(Jobs jobs, ReplicaStore replicas) {
        this.jobs = jobs;
        this.replicas = replicas;
    }

    /** What the job is told. */
    @RegisterForReflection
    public record Args(UUID deploymentId) {}

    /** The deployment goes live when {@code tx} commits. */
    Uni<Void> after(Tx tx, Deployment live) {
        return replicas.inWorkspace(tx, live.workspaceId())
                .chain(all -> Replicas.retiredBy(live.id(), all).isEmpty()
                        ? Uni.createFrom().voidItem()
                        : jobs.enqueue(tx, job(live.id()).team(live.teamId()).correlation(live.correlationId()))
                                .replaceWithVoid());
    }

    /** Makes sure that somebody sees to the replicas that {@code deploymentId} replaced. */
    public Uni<Void> ensure(UUID deploymentId) {
        return jobs.enqueue(job(deploymentId)).replaceWithVoid();
    }

    private static JobRequest job(UUID deploymentId) {
        return JobRequest.of(JOB, new Args(deploymentId)).unique(deploymentId.toString());
    }
}

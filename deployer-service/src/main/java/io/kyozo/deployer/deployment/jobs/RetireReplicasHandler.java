package io.kyozo.deployer.deployment.jobs;

import io.kyozo.deployer.deployment.app.RetireReplicas;
import io.kyozo.deployer.deployment.app.RetirementQueue;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;

/** Sees off what live deployments replaced; in a queue of its own, since it mostly waits. */
@Worker(type = RetirementQueue.JOB, queue = "retirement", maxAttempts = 5, backoffBase = "PT1S", backoffCap = "PT10S")
class RetireReplicasHandler implements JobHandler<RetirementQueue.Args> {
    private final RetireReplicas retireReplicas;

    RetireReplicasHandler(RetireReplicas retireReplicas) {
        this.retireReplicas = retireReplicas;
    }

    @Override
    public Class<RetirementQueue.Args> argsType() {
        return RetirementQueue.Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<RetirementQueue.Args> job) {
        return retireReplicas.run(job, job.args().deploymentId());
    }
}

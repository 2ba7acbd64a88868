package io.kyozo.deployer.deployment.jobs;

import io.kyozo.deployer.deployment.app.DeploymentQueue;
import io.kyozo.deployer.deployment.app.RunDeployment;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Runs deployments, each as one job that goes on where its record stands. */
@ApplicationScoped
@Worker(type = DeploymentQueue.JOB, queue = "deployment", timeout = "PT60M", backoffBase = "PT1S", backoffCap = "PT10S")
public class RunDeploymentHandler implements JobHandler<DeploymentQueue.Args> {
    private final RunDeployment runDeployment;

    RunDeploymentHandler(RunDeployment runDeployment) {
        this.runDeployment = runDeployment;
    }

    @Override
    public Class<DeploymentQueue.Args> argsType() {
        return DeploymentQueue.Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<DeploymentQueue.Args> job) {
        return runDeployment.run(job, job.args().deploymentId());
    }
}

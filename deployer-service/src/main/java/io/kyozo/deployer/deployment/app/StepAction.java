package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.smallrye.mutiny.Uni;

/**
 * Does one step of the saga. It may have been done before, in part or whole; whatever it makes is recorded before it is
 * made. A {@link StepFailedException} ends the deployment; other failures are tried again.
 */
public interface StepAction {
    SagaStep step();

    /** The deployment with what the step found out. */
    Uni<Deployment> run(Work work);
}

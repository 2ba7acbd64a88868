package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.smallrye.mutiny.Uni;

/** Looks on at the saga: measures it, or lets a test break it between two steps. */
public interface StepObserver {
    /** Before the step acts. */
    Uni<Void> before(Deployment deployment, SagaStep step);

    /** After it acted, before that is recorded. */
    Uni<Void> after(Deployment deployment, SagaStep step);
}

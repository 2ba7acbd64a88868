package io.kyozo.deployer.deployment.app;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.UUID;

/** Stops a step while it works, when somebody calls the deployment off. */
@ApplicationScoped
class CancelWatch {
    private static final Duration LOOK_EVERY = Duration.ofMillis(700);

    private final DeploymentStore deployments;

    CancelWatch(DeploymentStore deployments) {
        this.deployments = deployments;
    }

    /** The step was stopped. */
    static final class CancelledException extends RuntimeException {
        CancelledException(UUID deploymentId) {
            super("deployment " + deploymentId + " was called off");
        }
    }

    /** What {@code work} ends with, or a {@link CancelledException} after it was cancelled. */
    <T> Uni<T> unlessCancelled(UUID deploymentId, Uni<T> work) {
        Uni<T> watch = watch(deploymentId);
        return Uni.join().first(work, watch).toTerminate();
    }

    private <T> Uni<T> watch(UUID deploymentId) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(LOOK_EVERY)
                .chain(() -> deployments.cancelRequestedBy(deploymentId))
                .chain(by -> by.isPresent()
                        ? Uni.createFrom().failure(new CancelledException(deploymentId))
                        : watch(deploymentId));
    }
}

package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.logs.app.DeploymentLog;
import io.smallrye.mutiny.Uni;
import java.util.function.BiFunction;

/**
 * A deployment in the hands of a worker.
 *
 * @param deployment as it is now
 * @param fence that the worker's writes carry
 * @param log takes its lines
 * @param report says how far it is, 0 to 100, with a message for a person
 */
public record Work(
        Deployment deployment, long fence, DeploymentLog log, BiFunction<Integer, String, Uni<Void>> report) {
    Work with(Deployment changed) {
        return new Work(changed, fence, log, report);
    }
}

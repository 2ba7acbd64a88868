package io.kyozo.deployer.deployment.app;

import java.util.UUID;

/** Another worker has taken the deployment over; nothing was written. */
public final class FenceLostException extends RuntimeException {
    public FenceLostException(UUID deploymentId, long fence) {
        super("deployment " + deploymentId + " is no longer held with fence " + fence);
    }
}

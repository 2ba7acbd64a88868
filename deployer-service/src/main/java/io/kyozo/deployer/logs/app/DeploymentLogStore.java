package io.kyozo.deployer.logs.app;

import io.kyozo.deployer.logs.DeploymentLine;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;

/** Where log lines are kept. */
public interface DeploymentLogStore {
    /** Numbers the lines and stores them, in order. */
    Uni<Void> append(UUID deploymentId, List<DeploymentLine> lines);

    /** Lines with {@code n} above {@code after}, in order, at most {@code size}. */
    Uni<List<DeploymentLine>> after(UUID deploymentId, long after, int size);
}

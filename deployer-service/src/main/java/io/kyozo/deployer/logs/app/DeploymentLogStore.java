package io.kyozo.deployer.logs.app;

import io.kyozo.deployer.logs.DeploymentLine;
import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogQuery;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Where log lines are kept. */
public interface DeploymentLogStore {
    /** Numbers the lines and stores them, in order. */
    Uni<Void> append(UUID deploymentId, List<DeploymentLine> lines);

    /** The newest lines of a workspace's deployments that {@code query} looks for, at most its limit, in order. */
    Uni<List<LogEntry>> find(LogQuery query);

    /** How many lines each of the workspace's newest deployments has. */
    Uni<Map<UUID, Long>> counts(UUID teamId, UUID workspaceId);

    /** Drops the lines that are older than {@code age}; how many. */
    Uni<Integer> prune(Duration age);

    /** Lines with {@code n} above {@code after}, in order, at most {@code size}. */
    Uni<List<DeploymentLine>> after(UUID deploymentId, long after, int size);
}

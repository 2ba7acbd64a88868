package io.kyozo.deployer.logs.app;

import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogQuery;
import io.smallrye.mutiny.Multi;

/** What the replicas that are there have printed, without the workspace's secrets. */
public interface RunningOutput {
    /** The lines that {@code query} looks for among the last {@code tail} of each replica; in order within a replica. */
    Multi<LogEntry> read(LogQuery query, int tail);

    /** The same, and all that come, of replicas that come later too, until it is cancelled. */
    Multi<LogEntry> follow(LogQuery query, int tail);
}

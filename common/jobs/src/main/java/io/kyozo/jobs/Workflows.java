package io.kyozo.jobs;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Where workflows are started, and called off. */
public interface Workflows {
    /** Starts {@code workflow} when {@code tx} commits; its id. */
    Uni<UUID> start(Tx tx, Workflow workflow);

    /** Starts {@code workflow} in a transaction of its own; its id. */
    Uni<UUID> start(Workflow workflow);

    /** Calls a workflow off: what waits is cancelled, what runs is told so, with all that grew out of it. */
    Uni<Void> cancel(UUID workflow, String reason);

    /** Calls a job off, and the workflows that grew out of it. */
    Uni<Void> cancelTree(UUID job, String reason);
}

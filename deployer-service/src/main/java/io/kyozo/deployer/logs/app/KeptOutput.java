package io.kyozo.deployer.logs.app;

import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogQuery;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;

/** Where the output of replicas is kept that are no longer there. */
public interface KeptOutput {
    /**
     * A piece of a replica's output.
     *
     * @param workspaceId its workspace
     * @param instance the replica
     * @param container the replica's container, of which it may have had others
     * @param n 0-based number of the piece, or {@link #COLLECTED}
     * @param lines at least one, in order
     */
    record Piece(UUID workspaceId, UUID instance, String container, int n, List<LogEntry> lines) {}

    /** Number of the piece that holds the newest lines of a container that is still there; not found until it is released. */
    int COLLECTED = -1;

    /** Keeps a piece; does nothing where it is kept, but puts newer collected lines in the place of older ones. */
    Uni<Void> keep(Piece piece);

    /** The container is gone and nothing but what was collected of it is left: that can be found from now on. */
    Uni<Void> release(UUID instance, String container);

    /** All that it printed is kept: what was collected before is not needed. */
    Uni<Void> dropCollected(UUID instance, String container);

    /** The newest lines that {@code query} looks for, at most its limit, in order. */
    Uni<List<LogEntry>> find(LogQuery query);

    /** Drops what is older than {@code age}, and of each service the oldest beyond {@code bytes}; how many bytes went. */
    Uni<Long> prune(Duration age, long bytes);
}

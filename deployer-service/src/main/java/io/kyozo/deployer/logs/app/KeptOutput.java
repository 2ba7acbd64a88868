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
     * @param n 0-based number of the piece
     * @param lines at least one, in order
     */
    record Piece(UUID workspaceId, UUID instance, int n, List<LogEntry> lines) {}

    /** Keeps a piece; does nothing where it is kept. */
    Uni<Void> keep(Piece piece);

    /** The newest lines that {@code query} looks for, at most its limit, in order. */
    Uni<List<LogEntry>> find(LogQuery query);

    /** Drops what is older than {@code age}, and of each service the oldest beyond {@code bytes}; how many bytes went. */
    Uni<Long> prune(Duration age, long bytes);
}

package io.kyozo.monitor.health.app;

import io.kyozo.monitor.health.Vigil;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** How long the monitor, all its instances together, has been awake; and of what it learns nothing. */
public interface VigilStore {
    /** Keeps that somebody looked at {@code now}; see {@link Vigil#tick}. */
    Uni<Vigil> tick(Tx tx, Instant now, Duration longestPause);

    /** Services that are meant to be probed and of which nothing was learnt after {@code since}; at most {@code limit}. */
    Uni<List<UUID>> silent(Instant since, int limit);
}

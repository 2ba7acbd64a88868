package io.kyozo.jobs.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Map;

/** The next tick of each cron job, shared by all instances. */
public interface CronStore {
    /** The ticks that are known, and the store's time. */
    Uni<Ticks> ticks();

    /** Makes a tick known, where the job has none or its schedule was another. */
    Uni<Void> schedule(String name, String schedule, Instant nextAt);

    /** Moves a tick on; false where another instance already did: just one of them gets true for a tick. */
    Uni<Boolean> advance(Tx tx, String name, Instant from, Instant to);

    /**
     * When jobs are due next.
     *
     * @param now the store's time
     * @param known ticks by the name of their cron job
     */
    record Ticks(Instant now, Map<String, Tick> known) {}

    /**
     * When a job is due next.
     *
     * @param schedule by which the tick was computed
     * @param nextAt the tick
     */
    record Tick(String schedule, Instant nextAt) {}
}

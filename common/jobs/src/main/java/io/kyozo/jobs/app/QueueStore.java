package io.kyozo.jobs.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What operators set for queues; holds for all instances and over restarts. */
public interface QueueStore {
    /** All settings there are, by queue. */
    Uni<Map<String, Setting>> settings();

    /**
     * Sets how many jobs of the queue each instance runs at once, 1 to 20, when {@code tx} commits; with null what is
     * configured, or auto-scaling, decides again.
     */
    Uni<Void> scale(Tx tx, String queue, @Nullable Integer concurrency);

    /** Stops or resumes the claiming of jobs when {@code tx} commits; what runs is finished. */
    Uni<Void> pause(Tx tx, String queue, boolean paused);

    /**
     * What was set for a queue.
     *
     * @param concurrency null where the configured one holds
     * @param paused whether no jobs are claimed
     */
    record Setting(@Nullable Integer concurrency, boolean paused) {
        /** Nothing was set. */
        public static final Setting NONE = new Setting(null, false);
    }
}

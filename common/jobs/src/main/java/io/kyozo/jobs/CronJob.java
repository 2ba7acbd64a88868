package io.kyozo.jobs;

import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * A job that is enqueued again and again. Implementations are CDI beans. However many instances there are, a tick
 * enqueues one job; while the job of an earlier tick is still live none is added. Ticks that were missed while nothing
 * ran are made up for by one.
 */
public interface CronJob {
    /** Names it in the database for ever, such as {@code series.drop-old-partitions}. */
    String name();

    /**
     * When: five cron fields (minute, hour, day of month, month, day of week), or {@code every <ISO-8601 duration>} such
     * as {@code every PT10S}, which ticks at whole multiples of the duration.
     */
    String schedule();

    /** The time zone that the cron fields are read in. */
    default ZoneId zone() {
        return ZoneOffset.UTC;
    }

    /** The job to enqueue. */
    JobRequest job();
}

package io.kyozo.jobs.cdi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** The worker engine. */
@ConfigMapping(prefix = "kyozo.jobs")
public interface JobsConfig {
    /** Whether this instance runs jobs; one that does not can still enqueue them. */
    @WithDefault("true")
    boolean enabled();

    /** The queues by name; those of the four services are there by default, others can be added. */
    Map<String, Queue> queues();

    /** How long a worker that is not heard of keeps its jobs; it is heard of three times in that time. */
    @WithDefault("30s")
    Duration lease();

    /** How often each queue is looked at for jobs where no wake-up came. */
    @WithDefault("1s")
    Duration pollInterval();

    /** Wake-ups that this instance sends to others are at least this far apart, for each queue. */
    @WithDefault("2ms")
    Duration announceInterval();

    /** A job that has been ready for so long is served in its turn, whatever its priority. */
    @WithDefault("1m")
    Duration ageing();

    /** How long running jobs may go on when the service stops; what is left then is handed back. */
    @WithDefault("20s")
    Duration shutdownGrace();

    /** What is kept of finished jobs. */
    Retention retention();

    /** One queue. */
    interface Queue {
        /** How many of its jobs an instance runs at once, 1 to 20. */
        @WithDefault("1")
        int concurrency();

        /** How many of its jobs run at once over all instances; 0 for no limit. */
        @WithDefault("0")
        int atOnce();

        /** How many of its jobs are begun in each period over all instances; 0 for no limit. */
        @WithDefault("0")
        int starts();

        /** The period in which starts are counted. */
        @WithDefault("1s")
        Duration period();
    }

    /** How many finished jobs are kept, and how long. */
    interface Retention {
        /** How often what is not kept is removed. */
        @WithDefault("1m")
        Duration interval();

        /** How many completed jobs of each queue are kept. */
        @WithDefault("100")
        int completed();

        /** How many cancelled jobs of each queue are kept. */
        @WithDefault("100")
        int cancelled();

        /** How many dead letters of each queue are kept. */
        @WithDefault("50")
        int discarded();

        /** How long a finished job is kept at most. */
        @WithDefault("30d")
        Duration age();
    }
}

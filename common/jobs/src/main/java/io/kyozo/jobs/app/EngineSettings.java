package io.kyozo.jobs.app;

import java.time.Duration;
import java.util.Map;

/**
 * How one instance of the engine runs.
 *
 * @param instance names it in the jobs that it holds
 * @param queues concurrency as configured, by queue; 1 to {@value #MOST_CONCURRENCY}
 * @param lease how long a silent worker keeps its jobs
 * @param pollInterval between looks for jobs where no wake-up came
 * @param announceInterval between wake-ups sent to other instances for one queue, at least
 * @param dispatch how jobs are claimed and recorded
 */
public record EngineSettings(
        String instance,
        Map<String, Integer> queues,
        Duration lease,
        Duration pollInterval,
        Duration announceInterval,
        Dispatch dispatch) {
    /** The most jobs of one queue that an instance runs at once. */
    public static final int MOST_CONCURRENCY = 20;

    /** With jobs claimed and recorded as is usual. */
    public EngineSettings(
            String instance,
            Map<String, Integer> queues,
            Duration lease,
            Duration pollInterval,
            Duration announceInterval) {
        this(instance, queues, lease, pollInterval, announceInterval, Dispatch.USUAL);
    }

    public EngineSettings {
        queues = Map.copyOf(queues);
        queues.forEach((queue, concurrency) -> {
            if (concurrency < 1 || concurrency > MOST_CONCURRENCY) {
                throw new IllegalArgumentException("kyozo.jobs.queues." + queue + ".concurrency must be 1 to "
                        + MOST_CONCURRENCY + ", not " + concurrency);
            }
        });
        if (lease.toMillis() < 300) {
            throw new IllegalArgumentException("kyozo.jobs.lease must be at least 300 ms, not " + lease);
        }
    }

    /** Between heartbeats: three of them fit into a lease, so that two may fail. */
    public Duration heartbeat() {
        return lease.dividedBy(3);
    }
}

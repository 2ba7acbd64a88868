package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.WorkerOptions;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * How jobs are claimed and recorded.
 *
 * @param horizon as many jobs are claimed ahead as are done in this time
 * @param ahead the most jobs of a queue that are claimed ahead
 * @param batch the most jobs that are claimed at once
 * @param ageing a job that has been ready for so long is served in its turn whatever its priority
 * @param keepCompleted how many completed jobs of each queue a record is kept of
 * @param limits what holds over all instances, by queue
 */
public record Dispatch(
        Duration horizon, int ahead, int batch, Duration ageing, int keepCompleted, Map<String, QueueLimits> limits) {
    /** As is usual, with a record of every job. */
    public static final Dispatch USUAL =
            new Dispatch(Duration.ofMillis(20), 2000, 1000, Duration.ofMinutes(1), Integer.MAX_VALUE, Map.of());

    public Dispatch {
        limits = Map.copyOf(limits);
    }

    /** What holds for the queue over all instances, with the limits of its workers' keys. */
    QueueLimits limits(String queue, Handlers handlers) {
        Map<String, Integer> perKey = handlers.all().stream()
                .map(Handlers.Entry::options)
                .filter(options -> options.queue().equals(queue) && options.perKey() > 0)
                .collect(Collectors.toMap(WorkerOptions::type, WorkerOptions::perKey));
        return limits.getOrDefault(queue, QueueLimits.NONE).perKey(perKey);
    }

    /** The same with another age. */
    public Dispatch ageing(Duration value) {
        return new Dispatch(horizon, ahead, batch, value, keepCompleted, limits);
    }

    /** The same, with a record of so many completed jobs of each queue. */
    public Dispatch keepCompleted(int value) {
        return new Dispatch(horizon, ahead, batch, ageing, value, limits);
    }

    /** The same with these limits. */
    public Dispatch limits(Map<String, QueueLimits> value) {
        return new Dispatch(horizon, ahead, batch, ageing, keepCompleted, value);
    }
}

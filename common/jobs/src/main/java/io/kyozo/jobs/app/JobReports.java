package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.JobState;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What is known about jobs and workers, over all instances. */
public interface JobReports {
    /** Adds to the totals of workers. */
    Uni<Void> add(List<Worked> work);

    /** The totals of all workers. */
    Uni<List<Totals>> totals();

    /** How many jobs there are, by queue and state. */
    Uni<List<Count>> counts();

    /** The live jobs, by type. */
    Uni<Map<String, Live>> liveByType();

    /** The average time, in seconds, that the ready jobs of each queue have waited by now. */
    Uni<Map<String, Double>> averageWait();

    /**
     * What a worker did since the last time.
     *
     * @param type names the handler
     * @param queue of its jobs
     * @param processed attempts ended
     * @param succeeded of these, completed
     * @param failed of these, failed
     * @param busyMillis what they took, in milliseconds
     */
    record Worked(String type, String queue, long processed, long succeeded, long failed, long busyMillis) {
        /** Both together. */
        public Worked plus(Worked other) {
            return new Worked(
                    type,
                    queue,
                    processed + other.processed,
                    succeeded + other.succeeded,
                    failed + other.failed,
                    busyMillis + other.busyMillis);
        }
    }

    /** What a worker has done since the beginning, and when last. */
    record Totals(Worked work, @Nullable Instant lastActiveAt) {}

    /** Live jobs of a type, and how many of them run. */
    record Live(long jobs, long running) {
        /** None of either. */
        public static final Live NONE = new Live(0, 0);
    }

    /** How many jobs of the queue are in one of these states. */
    static long sum(Collection<Count> counts, String queue, Set<JobState> states) {
        return counts.stream()
                .filter(count -> count.queue().equals(queue))
                .filter(count -> states.contains(JobState.of(count.state())))
                .mapToLong(Count::jobs)
                .sum();
    }

    /** How many jobs of a queue are in a state; the state as {@link io.kyozo.jobs.engine.JobState#label}. */
    record Count(String queue, String state, long jobs) {}
}

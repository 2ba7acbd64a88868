package io.kyozo.jobs.app;

import io.kyozo.jobs.Priority;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs of a queue an instance wants.
 *
 * @param queue where they wait
 * @param limit the most that are taken
 * @param lease how long they are held without a heartbeat
 * @param instance who takes them
 * @param priorities in the order in which they are served
 * @param waited only jobs that have been ready for so long
 * @param lastAttempts whether jobs are taken too whose last attempt this is
 * @param afterTeam the team that was served last: the next one comes first now; null to begin anywhere
 * @param stretches the only parts of the queue to look at, so that what was taken before need not be stepped over again;
 *     null to look at all of it
 * @param limits what holds for the queue over all instances
 */
public record ClaimRequest(
        String queue,
        int limit,
        Duration lease,
        String instance,
        List<Priority> priorities,
        Duration waited,
        boolean lastAttempts,
        @Nullable UUID afterTeam,
        @Nullable List<Stretch> stretches,
        QueueLimits limits) {
    /** Of any job of the queue, most urgent first. */
    public static ClaimRequest any(String queue, int limit, Duration lease, String instance) {
        return new ClaimRequest(
                queue,
                limit,
                lease,
                instance,
                List.of(Priority.values()),
                Duration.ZERO,
                true,
                null,
                null,
                QueueLimits.NONE);
    }

    /** The same within limits. */
    public ClaimRequest within(QueueLimits value) {
        return new ClaimRequest(
                queue, limit, lease, instance, priorities, waited, lastAttempts, afterTeam, stretches, value);
    }

    /** The same, in another order of priorities and only what has waited. */
    public ClaimRequest patient(List<Priority> order, Duration value) {
        return new ClaimRequest(queue, limit, lease, instance, order, value, lastAttempts, afterTeam, null, limits);
    }

    /** The same, beginning with the team after {@code team}. */
    public ClaimRequest after(@Nullable UUID team) {
        return new ClaimRequest(
                queue, limit, lease, instance, priorities, waited, lastAttempts, team, stretches, limits);
    }

    /** The jobs of one team and priority from a time on; all zeros is the team of jobs that have none. */
    public record Stretch(Priority priority, UUID team, Instant from) {}
}

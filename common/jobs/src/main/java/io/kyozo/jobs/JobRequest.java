package io.kyozo.jobs;

import io.kyozo.jobs.engine.JobState;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job to be done.
 *
 * @param type names the handler, see {@link Worker#type()}
 * @param args what to do; written as JSON; holds references, never content or secrets
 * @param priority order within the queue
 * @param runAt not before this time; null for as soon as possible
 * @param uniqueKey at most one live job of this type has this key; null where several may
 * @param unique for how long, and beside jobs of which states, the key is taken; null for as long as its job is live
 * @param teamId whose work it is, for fairness and audit; null for the service's own
 * @param correlationId follows the piece of work across services; null to take the present one
 * @param concurrencyKey as many jobs of the queue with this key run at once, over all instances, as
 *     {@link Worker#perKey()} allows; null where any number may
 */
public record JobRequest(
        String type,
        Object args,
        Priority priority,
        @Nullable Instant runAt,
        @Nullable String uniqueKey,
        @Nullable Unique unique,
        @Nullable UUID teamId,
        @Nullable String correlationId,
        @Nullable String concurrencyKey) {

    /** A job of normal priority, to be done as soon as possible. */
    public static JobRequest of(String type, Object args) {
        return new JobRequest(type, args, Priority.NORMAL, null, null, null, null, null, null);
    }

    public JobRequest priority(Priority value) {
        return new JobRequest(type, args, value, runAt, uniqueKey, unique, teamId, correlationId, concurrencyKey);
    }

    public JobRequest notBefore(@Nullable Instant value) {
        return new JobRequest(type, args, priority, value, uniqueKey, unique, teamId, correlationId, concurrencyKey);
    }

    public JobRequest unique(String key) {
        return new JobRequest(type, args, priority, runAt, key, null, teamId, correlationId, concurrencyKey);
    }

    /** One job of this type with this key in any {@code period}, where one put in within it is in one of {@code states}. */
    public JobRequest unique(String key, Duration period, Set<JobState> states) {
        return new JobRequest(
                type, args, priority, runAt, key, new Unique(period, states), teamId, correlationId, concurrencyKey);
    }

    public JobRequest team(UUID value) {
        return new JobRequest(type, args, priority, runAt, uniqueKey, unique, value, correlationId, concurrencyKey);
    }

    /** Not at the same time as others of the queue with this key, such as those of one service. */
    public JobRequest exclusive(String key) {
        return new JobRequest(type, args, priority, runAt, uniqueKey, unique, teamId, correlationId, key);
    }

    public JobRequest correlation(String value) {
        return new JobRequest(type, args, priority, runAt, uniqueKey, unique, teamId, value, concurrencyKey);
    }

    /**
     * When a key counts as taken.
     *
     * @param period by the database's clock, from when the other job was put in
     * @param states that the other job must be in; one that is no longer kept counts as completed
     */
    public record Unique(Duration period, Set<JobState> states) {
        public Unique {
            states = Set.copyOf(states);
            if (period.isNegative() || period.isZero() || states.isEmpty()) {
                throw new IllegalArgumentException("a unique key needs a period and at least one state");
            }
        }

        /** Whether jobs of all states that are not final count. */
        public boolean coversLive() {
            return states.containsAll(
                    Set.of(JobState.SCHEDULED, JobState.AVAILABLE, JobState.EXECUTING, JobState.RETRYABLE));
        }
    }
}

package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.JobState;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Which jobs are meant: those in the scope that all given criteria hold for.
 *
 * @param scope whose
 * @param id the one job; null for any
 * @param queue its name; null for any
 * @param type of the job; null for any
 * @param states empty for any
 * @param correlationId null for any
 * @param text to be found in type, arguments, errors, reason or unique key, in any case; null for any
 */
public record JobFilter(
        JobScope scope,
        @Nullable UUID id,
        @Nullable String queue,
        @Nullable String type,
        Set<JobState> states,
        @Nullable String correlationId,
        @Nullable String text) {
    public JobFilter {
        states = Set.copyOf(states);
    }

    /** All jobs of the scope. */
    public static JobFilter of(JobScope scope) {
        return new JobFilter(scope, null, null, null, Set.of(), null, null);
    }

    public JobFilter id(UUID value) {
        return new JobFilter(scope, value, queue, type, states, correlationId, text);
    }

    public JobFilter queue(@Nullable String value) {
        return new JobFilter(scope, id, value, type, states, correlationId, text);
    }

    public JobFilter type(@Nullable String value) {
        return new JobFilter(scope, id, queue, value, states, correlationId, text);
    }

    public JobFilter states(Set<JobState> value) {
        return new JobFilter(scope, id, queue, type, value, correlationId, text);
    }

    public JobFilter correlationId(@Nullable String value) {
        return new JobFilter(scope, id, queue, type, states, value, text);
    }

    public JobFilter text(@Nullable String value) {
        return new JobFilter(scope, id, queue, type, states, correlationId, value);
    }

    /** Whether it says more than whose jobs are meant. */
    public boolean isNarrowed() {
        return id != null || queue != null || type != null || correlationId != null || text != null;
    }
}

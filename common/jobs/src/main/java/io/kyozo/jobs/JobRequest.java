package io.kyozo.jobs;

import java.time.Instant;
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
 * @param teamId whose work it is, for fairness and audit; null for the service's own
 * @param correlationId follows the piece of work across services; null to take the present one
 */
public record JobRequest(
        String type,
        Object args,
        Priority priority,
        @Nullable Instant runAt,
        @Nullable String uniqueKey,
        @Nullable UUID teamId,
        @Nullable String correlationId) {

    /** A job of normal priority, to be done as soon as possible. */
    public static JobRequest of(String type, Object args) {
        return new JobRequest(type, args, Priority.NORMAL, null, null, null, null);
    }

    public JobRequest priority(Priority value) {
        return new JobRequest(type, args, value, runAt, uniqueKey, teamId, correlationId);
    }

    public JobRequest notBefore(Instant value) {
        return new JobRequest(type, args, priority, value, uniqueKey, teamId, correlationId);
    }

    public JobRequest unique(String key) {
        return new JobRequest(type, args, priority, runAt, key, teamId, correlationId);
    }

    public JobRequest team(UUID value) {
        return new JobRequest(type, args, priority, runAt, uniqueKey, value, correlationId);
    }

    public JobRequest correlation(String value) {
        return new JobRequest(type, args, priority, runAt, uniqueKey, teamId, value);
    }
}

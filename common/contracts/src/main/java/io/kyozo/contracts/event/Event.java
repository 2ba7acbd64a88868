package io.kyozo.contracts.event;

import io.kyozo.contracts.Uuid7;
import java.time.Instant;
import java.util.UUID;

/**
 * One event, as CloudEvents 1.0 carries it.
 *
 * @param id dedupe key: the same event delivered twice has the same id
 * @param type what happened
 * @param source the service that says so, such as {@code analyzer}; {@code /kyozo/<source>} on the wire
 * @param subject id of the aggregate that changed; also the Kafka key, so one aggregate's events stay in order
 * @param teamId the team that the aggregate belongs to ({@code teamid})
 * @param correlationId follows one piece of work across all services ({@code correlationid})
 * @param sequence rises with each event of one subject; an event at or below one already applied is stale
 * @param time when it happened, by the producer's clock
 * @param data the payload
 */
public record Event<T>(
        UUID id,
        EventType type,
        String source,
        UUID subject,
        UUID teamId,
        String correlationId,
        long sequence,
        Instant time,
        T data) {

    /** A new event that happens now; the id is fresh. */
    public static <T> Event<T> of(
            EventType type, String source, UUID subject, UUID teamId, String correlationId, long sequence, T data) {
        return new Event<>(Uuid7.next(), type, source, subject, teamId, correlationId, sequence, Instant.now(), data);
    }
}

package io.kyozo.monitor.health;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A change of health, as the audit trail keeps it.
 *
 * @param id of the event, also on the wire
 * @param serviceId the service
 * @param teamId its team
 * @param sequence counts the service's changes from 1 on, without a gap
 * @param from the status before
 * @param to the status after
 * @param reason what decided, in words
 * @param responseMillis of the deciding probe, in milliseconds; null where there was no answer
 * @param at when
 */
public record HealthEvent(
        UUID id,
        UUID serviceId,
        UUID teamId,
        long sequence,
        HealthStatus from,
        HealthStatus to,
        String reason,
        @Nullable Long responseMillis,
        Instant at) {}

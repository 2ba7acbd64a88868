package io.kyozo.monitor.health.rest;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.HealthEvent;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A change of health, for people.
 *
 * @param sequence counts the service's changes from 1 on
 * @param from the status before
 * @param to the status after
 * @param reason what decided
 * @param responseMillis of the deciding probe, in milliseconds; null where there was no answer
 * @param at when
 */
public record HealthEventView(
        long sequence,
        HealthStatus from,
        HealthStatus to,
        String reason,
        @Nullable Long responseMillis,
        Instant at) {

    static Resource<HealthEventView> resource(HealthEvent event) {
        HealthEventView view = new HealthEventView(
                event.sequence(), event.from(), event.to(), event.reason(), event.responseMillis(), event.at());
        return Resource.of("health-events", event.id(), view).related("service", "services", event.serviceId());
    }
}

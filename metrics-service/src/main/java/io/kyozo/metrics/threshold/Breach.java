package io.kyozo.metrics.threshold;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * That a rule is broken by a service just now.
 *
 * @param ruleId the rule
 * @param serviceId the service
 * @param since when the first value broke it
 * @param alertId the alert it raised; null while it has not held for long enough
 */
public record Breach(
        UUID ruleId,
        UUID serviceId,
        Instant since,
        @Nullable UUID alertId) {}

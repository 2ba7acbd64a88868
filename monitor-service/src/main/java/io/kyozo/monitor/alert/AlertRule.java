package io.kyozo.monitor.alert;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Duration;
import java.time.Instant;

/** Only what lasts is worth an alert; and it is over only when the service is well again. */
public record AlertRule(Duration sustained) {
    /** What is to be done about a service's alert. */
    public enum Verdict {
        /** Raise one where none is open. */
        RAISE,
        /** Resolve the one that is open. */
        RESOLVE,
        LEAVE
    }

    /** What is to be done now about a service that has had {@code status} since {@code since}. */
    public Verdict review(HealthStatus status, Instant since, Instant now) {
        return switch (status) {
            case UNHEALTHY, GONE -> now.isBefore(since.plus(sustained)) ? Verdict.LEAVE : Verdict.RAISE;
            case HEALTHY, UNKNOWN -> Verdict.RESOLVE;
            case DEGRADED -> Verdict.LEAVE;
        };
    }
}

package io.kyozo.jobs.cdi;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** The failures of class system that are recent enough for an alert. */
@ApplicationScoped
class SystemErrors {
    private static final Duration RECENT = Duration.ofMinutes(10);

    private volatile Optional<Raised> last = Optional.empty();
    private final Clock clock;

    SystemErrors() {
        this(Clock.systemUTC());
    }

    SystemErrors(Clock clock) {
        this.clock = clock;
    }

    void raised(String jobType) {
        last = Optional.of(new Raised(clock.instant(), jobType));
    }

    /** The last of them, for ten minutes. */
    Optional<Raised> recent() {
        return last.filter(raised -> raised.at().plus(RECENT).isAfter(clock.instant()));
    }

    /** When a job of which type failed so. */
    record Raised(Instant at, String jobType) {}
}

package io.kyozo.runtime.docker;

import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.Circuit.State;
import io.kyozo.runtime.RuntimeFailure;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jboss.logging.Logger;

/**
 * Refuses calls to an engine that was found silent, so that nobody waits for it; now and then a caller may ask whether it
 * is back. One failed call does not open it: only an engine that does not even answer a ping is away.
 */
final class Breaker {
    private static final Logger LOG = Logger.getLogger(Breaker.class);
    /** Between two questions whether the engine is back. */
    static final Duration REST = Duration.ofSeconds(2);

    private final String host;
    private final InstantSource clock;
    private Circuit seen = Circuit.UNBROKEN;
    private Instant nextTrial = Instant.MIN;

    Breaker(String host, InstantSource clock) {
        this.host = host;
        this.clock = clock;
    }

    synchronized boolean isClosed() {
        return seen.state() == State.CLOSED;
    }

    /** Whether this caller is the one to ask now; the next one is a rest later, also where this one never comes back. */
    synchronized boolean takeTrial() {
        if (clock.instant().isBefore(nextTrial)) {
            return false;
        }
        nextTrial = clock.instant().plus(REST);
        seen = new Circuit(State.HALF_OPEN, seen.since(), seen.outages(), seen.reason());
        return true;
    }

    synchronized void open(String reason) {
        var wasClosed = seen.state() == State.CLOSED;
        nextTrial = clock.instant().plus(REST);
        seen = new Circuit(
                State.OPEN, wasClosed ? clock.instant() : seen.since(), seen.outages() + (wasClosed ? 1 : 0), reason);
        if (wasClosed) {
            LOG.warnf("The engine at %s does not answer: %s. Calls to it are refused until it does", host, reason);
        }
    }

    synchronized void close() {
        if (seen.state() != State.CLOSED) {
            var away = Duration.between(seen.since() == null ? clock.instant() : seen.since(), clock.instant());
            LOG.infof("The engine at %s answers again, after %d s", host, away.toSeconds());
            seen = new Circuit(State.CLOSED, clock.instant(), seen.outages(), "");
        }
    }

    synchronized Circuit view() {
        return seen;
    }

    synchronized RuntimeFailure refusal(String action) {
        return new RuntimeFailure(
                RuntimeFailure.Kind.UNAVAILABLE,
                "Could not " + action + ": the engine at " + host + " has not answered since " + seen.since() + " ("
                        + seen.reason() + ")");
    }
}

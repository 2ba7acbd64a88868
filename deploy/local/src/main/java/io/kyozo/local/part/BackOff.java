package io.kyozo.local.part;

import java.time.Duration;
import java.time.Instant;

/** How long to wait before a service is started again: 1, 2, 4 … 30 s; from the start again after 10 quiet minutes. */
final class BackOff {
    private static final Duration FIRST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofMinutes(10);

    private Duration pause = Duration.ZERO;
    private Instant last = Instant.EPOCH;

    synchronized Duration next(Instant now) {
        boolean quiet = Duration.between(last, now).compareTo(QUIET) > 0;
        last = now;
        pause = quiet ? FIRST : pause.multipliedBy(2);
        if (pause.compareTo(LONGEST) > 0) {
            pause = LONGEST;
        }
        return pause;
    }
}

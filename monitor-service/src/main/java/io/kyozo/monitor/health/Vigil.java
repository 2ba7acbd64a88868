package io.kyozo.monitor.health;

import java.time.Duration;
import java.time.Instant;

/**
 * How long we have been awake, so that what was not learnt while we slept is not held against the services.
 *
 * @param awakeSince when the present vigil began
 * @param tickedAt when it was last looked at the services as a whole
 */
public record Vigil(Instant awakeSince, Instant tickedAt) {
    /** The vigil at {@code now}: a new one where the last look was longer ago than {@code longestPause}, or lies ahead. */
    public Vigil tick(Instant now, Duration longestPause) {
        Duration pause = Duration.between(tickedAt, now);
        boolean slept = pause.isNegative() || pause.compareTo(longestPause) > 0;
        return new Vigil(slept ? now : awakeSince, now);
    }

    /** Whether, of something that was last learnt of at {@code learntAt}, nothing has been learnt for {@code patience}. */
    public boolean misses(Instant learntAt, Duration patience) {
        Instant from = learntAt.isAfter(awakeSince) ? learntAt : awakeSince;
        return Duration.between(from, tickedAt).compareTo(patience) > 0;
    }
}

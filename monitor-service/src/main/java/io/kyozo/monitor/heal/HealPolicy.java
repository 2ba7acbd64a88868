package io.kyozo.monitor.heal;

import java.time.Duration;

/**
 * How services are healed.
 *
 * @param restarts how often a service is started anew before anything else is done
 * @param firstAfter how long it must have been down before the first time
 * @param longestPause the pause, which doubles with each time, is not longer than this
 * @param rollBack whether the workspace goes back to the release before when that did not help
 */
public record HealPolicy(int restarts, Duration firstAfter, Duration longestPause, boolean rollBack) {
    /** How long to wait after {@code done} restarts. */
    Duration pause(int done) {
        Duration pause = firstAfter.multipliedBy(1L << Math.min(done, 20));
        return pause.compareTo(longestPause) > 0 ? longestPause : pause;
    }
}

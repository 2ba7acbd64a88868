package io.kyozo.deployer.deployment;

import io.kyozo.deployer.route.Traffic;
import java.util.Locale;
import java.util.Optional;

/**
 * Tells from requests whether new replicas answer as well as the old ones.
 *
 * @param maxErrorRate errors among the new replicas' requests that are borne, 0 to 1
 * @param maxSlowdown how many times the old replicas' 95th percentile the new ones' may be
 * @param minRequests of each side before anything is judged
 */
public record TrialJudge(double maxErrorRate, double maxSlowdown, int minRequests) {
    /** A few errors may be chance. */
    private static final int MIN_ERRORS = 3;
    /** Below this, in milliseconds, one is not slow, however much faster the other is. */
    private static final long NOT_SLOW = 20;

    /**
     * Why the new ones are worse; empty where they are not, or where too little is known. {@code warm} says that they have
     * had their time: what was just started is slow at first, and only errors count until then.
     */
    public Optional<String> verdict(Traffic old, Traffic fresh, boolean warm) {
        if (fresh.requests() < minRequests) {
            return Optional.empty();
        }
        double borne = Math.max(maxErrorRate, 2 * old.errorRate());
        if (fresh.errors() >= MIN_ERRORS && fresh.errorRate() > borne) {
            return Optional.of(String.format(
                    Locale.ROOT,
                    "%.1f %% of its %d requests failed, %.1f %% of the old version's",
                    100 * fresh.errorRate(),
                    fresh.requests(),
                    100 * old.errorRate()));
        }
        boolean comparable = warm && old.requests() >= minRequests;
        long slow = fresh.p95Millis();
        if (comparable && slow > NOT_SLOW && slow > maxSlowdown * old.p95Millis()) {
            return Optional.of("95 % of its answers take up to " + slow + " ms, the old version's up to "
                    + old.p95Millis() + " ms");
        }
        return Optional.empty();
    }
}

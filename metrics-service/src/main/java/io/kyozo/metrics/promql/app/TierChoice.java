package io.kyozo.metrics.promql.app;

import io.kyozo.metrics.promql.Part;
import io.kyozo.metrics.promql.Selectors;
import io.kyozo.metrics.series.Tier;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How finely a query needs its samples. */
final class TierChoice {
    /** A window must have so many points that its function makes sense of them. */
    private static final int LEAST_POINTS = 4;

    private TierChoice() {}

    /** A step that {@link io.kyozo.metrics.series.TierPlan} chooses the right tier for. */
    static Duration bucket(Selectors selectors, Duration step) {
        Duration finest = selectors
                .finestStep()
                .filter(inner -> inner.compareTo(step) < 0)
                .orElse(step);
        for (Tier tier : new Tier[] {Tier.HOUR, Tier.MINUTE}) {
            boolean coarse = finest.compareTo(tier.bucket()) >= 0
                    && selectors.needs().keySet().stream().allMatch(fetch -> suits(tier, fetch));
            if (coarse) {
                return tier.bucket();
            }
        }
        return Duration.ofMillis(1);
    }

    private static boolean suits(Tier tier, Selectors.Fetch fetch) {
        @Nullable Duration range = fetch.selector().range();
        return fetch.part() != Part.EACH
                && (range == null || range.compareTo(tier.bucket().multipliedBy(LEAST_POINTS)) >= 0);
    }
}

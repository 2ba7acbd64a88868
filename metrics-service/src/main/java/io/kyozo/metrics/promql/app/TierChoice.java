package io.kyozo.metrics.promql.app;

import io.kyozo.metrics.promql.Expression.Selector;
import io.kyozo.metrics.series.Tier;
import java.time.Duration;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

/** How finely a query needs its samples. */
final class TierChoice {
    /** A window must have so many points that its function makes sense of them. */
    private static final int LEAST_POINTS = 4;

    private TierChoice() {}

    /** A step that {@link io.kyozo.metrics.series.TierPlan} chooses the right tier for. */
    static Duration bucket(Collection<Selector> selectors, Duration step) {
        for (Tier tier : new Tier[] {Tier.HOUR, Tier.MINUTE}) {
            boolean coarse = step.compareTo(tier.bucket()) >= 0
                    && selectors.stream().allMatch(selector -> suits(tier, selector.range()));
            if (coarse) {
                return tier.bucket();
            }
        }
        return Duration.ofMillis(1);
    }

    private static boolean suits(Tier tier, @Nullable Duration range) {
        return range == null || range.compareTo(tier.bucket().multipliedBy(LEAST_POINTS)) >= 0;
    }
}

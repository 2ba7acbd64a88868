package io.kyozo.metrics.series;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Which tiers a range is read from: the coarsest that is fine enough, and before its retention, coarser ones. */
public final class TierPlan {
    private TierPlan() {}

    /**
     * A part of a range.
     *
     * @param from inclusive
     * @param to exclusive
     */
    public record Part(Tier tier, Instant from, Instant to) {}

    /**
     * Parts in order of time, without a gap or an overlap.
     *
     * @param retention how long each tier is kept
     */
    public static List<Part> of(
            Duration step, Instant from, Instant to, Instant now, Function<Tier, Duration> retention) {
        List<Part> parts = new ArrayList<>();
        Instant end = to;
        Tier[] all = Tier.values();
        for (int i = Tier.forStep(step).ordinal(); i < all.length && from.isBefore(end); i++) {
            Tier tier = all[i];
            Tier next = i + 1 < all.length ? all[i + 1] : tier;
            Instant oldest = kept(now.minus(retention.apply(tier)), next);
            Instant start = i + 1 == all.length || !oldest.isAfter(from) ? from : oldest;
            if (start.isBefore(end)) {
                parts.add(0, new Part(tier, start, end));
                end = start;
            }
        }
        return parts;
    }

    /** From where on a tier is whole, at the start of a bucket of the next one. */
    private static Instant kept(Instant oldest, Tier next) {
        long width = Math.max(1, next.bucket().toMillis());
        return Instant.ofEpochMilli(Tier.floor(oldest.toEpochMilli() + width - 1, width));
    }
}

package io.kyozo.metrics.threshold;

import io.kyozo.metrics.series.Summary;
import java.time.Duration;

/**
 * That a rule is about what many values come to, not about the latest.
 *
 * @param aggregate what they come to
 * @param window how far back they go
 */
public record Rolling(Aggregate aggregate, Duration window) {
    /** What values come to. */
    public enum Aggregate {
        AVERAGE,
        MIN,
        MAX,
        /** 95th percentile. */
        P95;

        /** Of values in order of time; at least one. */
        public double of(double[] values) {
            Summary summary = Summary.of(values);
            return switch (this) {
                case AVERAGE -> summary.average();
                case MIN -> summary.min();
                case MAX -> summary.max();
                case P95 -> summary.p95();
            };
        }
    }
}

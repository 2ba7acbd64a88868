package io.kyozo.metrics.promql;

/** What of a summary's values stands for the samples that it was made of. */
public enum Part {
    /** The latest: of counters, and of what is asked for a moment. */
    LAST,
    /** The lowest. */
    MIN,
    /** The highest. */
    MAX,
    /** Their mean. */
    AVERAGE,
    /** Their sum. */
    SUM,
    /** How many there were. */
    COUNT,
    /** None does: each sample is needed. */
    EACH;

    /** What a function of a range needs. */
    public static Part of(String function) {
        return switch (function) {
            case "min_over_time" -> MIN;
            case "max_over_time" -> MAX;
            case "avg_over_time" -> AVERAGE;
            case "sum_over_time" -> SUM;
            case "count_over_time" -> COUNT;
            case "quantile_over_time", "stddev_over_time", "stdvar_over_time", "changes", "timestamp" -> EACH;
            default -> LAST;
        };
    }
}

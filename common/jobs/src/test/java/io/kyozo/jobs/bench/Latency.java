package io.kyozo.jobs.bench;

import java.util.Arrays;
import java.util.Locale;

/** Percentiles of a wait, in milliseconds; not a number where nothing was measured. */
record Latency(double p50, double p95, double p99) {
    static final Latency NONE = new Latency(Double.NaN, Double.NaN, Double.NaN);

    static Latency of(long[] nanos) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Latency(at(sorted, 50), at(sorted, 95), at(sorted, 99));
    }

    private static double at(long[] sorted, int percent) {
        return sorted[sorted.length * percent / 100] / 1e6;
    }

    @Override
    public String toString() {
        return Double.isNaN(p50) ? "–" : String.format(Locale.ROOT, "%.1f / %.1f", p50, p99);
    }
}

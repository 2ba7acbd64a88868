package io.kyozo.monitor.slo;

import java.time.Duration;
import java.util.List;

/** Which way a service's availability goes. */
public enum Trend {
    BETTER,
    STEADY,
    WORSE,
    /** There are not two weeks to compare. */
    UNKNOWN;

    private static final int WEEK = 7;
    /** A tenth of a percent: ten minutes in a week. */
    private static final double MATTERS = 0.001;

    /** Compares the last week with the one before; {@code days} are in order, the newest last. */
    public static Trend of(List<Served> days) {
        if (days.size() < 2 * WEEK) {
            return UNKNOWN;
        }
        int newest = days.size();
        double change = sum(days.subList(newest - WEEK, newest)).availability()
                - sum(days.subList(newest - 2 * WEEK, newest - WEEK)).availability();
        return change > MATTERS ? BETTER : change < -MATTERS ? WORSE : STEADY;
    }

    private static Served sum(List<Served> days) {
        Duration good = days.stream().map(Served::good).reduce(Duration.ZERO, Duration::plus);
        Duration bad = days.stream().map(Served::bad).reduce(Duration.ZERO, Duration::plus);
        return new Served(good, bad);
    }
}

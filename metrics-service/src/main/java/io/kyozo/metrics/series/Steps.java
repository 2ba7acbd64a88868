package io.kyozo.metrics.series;

import java.time.Duration;
import java.util.List;

/** Widths of steps that a person would choose, and that summaries fill without remainder. */
final class Steps {
    private static final List<Duration> ROUND = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(5),
            Duration.ofSeconds(10),
            Duration.ofSeconds(15),
            Duration.ofSeconds(20),
            Duration.ofSeconds(30),
            Duration.ofMinutes(1),
            Duration.ofMinutes(2),
            Duration.ofMinutes(3),
            Duration.ofMinutes(5),
            Duration.ofMinutes(10),
            Duration.ofMinutes(15),
            Duration.ofMinutes(20),
            Duration.ofMinutes(30),
            Duration.ofHours(1),
            Duration.ofHours(2),
            Duration.ofHours(3),
            Duration.ofHours(4),
            Duration.ofHours(6),
            Duration.ofHours(8),
            Duration.ofHours(12));

    private Steps() {}

    /** The narrowest that is at least {@code width}; whole days past half a day. */
    static Duration atLeast(Duration width) {
        return ROUND.stream()
                .filter(step -> step.compareTo(width) >= 0)
                .findFirst()
                .orElseGet(() -> Duration.ofDays(width.minusNanos(1).toDays() + 1));
    }
}

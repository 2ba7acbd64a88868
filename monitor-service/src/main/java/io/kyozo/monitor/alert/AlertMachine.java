package io.kyozo.monitor.alert;

import io.kyozo.monitor.alert.AlertWatch.Phase;
import java.time.Duration;
import java.time.Instant;

/** The way of an alert from pending to resolved, as Prometheus knows it ({@code for}, {@code keep_firing_for}). */
public final class AlertMachine {
    private AlertMachine() {}

    /**
     * Where the alert stands after a look at {@code now}.
     *
     * @param caused whether something that the service depends on is the cause: then the alert is left to the cause, and
     *     the time counts backwards, since the service will need some to recover
     */
    public static AlertWatch next(AlertWatch watch, Signal signal, boolean caused, Instant now, AlertRule rule) {
        Duration step = watch.step(now, rule.longestStep());
        return switch (signal) {
            case OVER -> AlertWatch.quiet(now);
            case UNSURE -> watch.longer(Duration.ZERO, now);
            case BAD -> bad(watch, caused, step, now, rule);
            case GOOD -> good(watch, step, now, rule);
        };
    }

    private static AlertWatch bad(AlertWatch watch, boolean caused, Duration step, Instant now, AlertRule rule) {
        if (watch.isOpen()) {
            return watch.in(Phase.FIRING, now);
        }
        AlertWatch pending = watch.phase() == Phase.QUIET
                ? watch.in(Phase.PENDING, now)
                : caused
                        ? watch.owing(step, rule.recovery(), now)
                        : watch.longer(shorter(step, rule.hold().dividedBy(2)), now);
        boolean due = !caused && pending.spent().compareTo(rule.hold()) >= 0;
        return due ? pending.in(Phase.FIRING, now) : pending;
    }

    /** What is long enough is so by more than two looks: one alone may be a clock's doing. */
    private static Duration shorter(Duration a, Duration b) {
        return a.compareTo(b) < 0 ? a : b;
    }

    private static AlertWatch good(AlertWatch watch, Duration step, Instant now, AlertRule rule) {
        if (!watch.isOpen()) {
            return AlertWatch.quiet(now);
        }
        AlertWatch clearing = watch.phase() == Phase.FIRING ? watch.in(Phase.CLEARING, now) : watch.longer(step, now);
        return clearing.spent().compareTo(rule.keepFiring()) >= 0 ? AlertWatch.quiet(now) : clearing;
    }
}

package io.kyozo.monitor.slo;

import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.monitor.alert.Signal;
import java.time.Duration;

/**
 * When a budget is used up too fast: over a long window, so that it matters, and over a short one, so that it still goes on
 * (The Site Reliability Workbook, chapter 5, "Multiwindow, Multi-Burn-Rate Alerts"; its recommended factors for 30 days).
 *
 * @param kind of the alert
 * @param factor burn rate from which on it is too fast
 * @param longWindow in which it must be so
 * @param shortWindow in which it must be so too
 */
public record BurnRule(AlertKind kind, double factor, Duration longWindow, Duration shortWindow) {
    /** 2 % of the budget within an hour. */
    public static final BurnRule FAST =
            new BurnRule(AlertKind.BURN_FAST, 14.4, Duration.ofHours(1), Duration.ofMinutes(5));

    /** 5 % of the budget within six hours. */
    public static final BurnRule SLOW =
            new BurnRule(AlertKind.BURN_SLOW, 6, Duration.ofHours(6), Duration.ofMinutes(30));

    /** What the two windows say. */
    public Signal signal(Objective objective, Served inLong, Served inShort) {
        boolean tooFast =
                objective.burnRate(inLong, longWindow) >= factor && objective.burnRate(inShort, shortWindow) >= factor;
        return tooFast ? Signal.BAD : Signal.GOOD;
    }
}

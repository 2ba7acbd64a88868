package io.kyozo.monitor.slo.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.slo.BurnRule;
import io.kyozo.monitor.slo.Objective;
import io.kyozo.monitor.slo.Served;
import io.kyozo.monitor.slo.Trend;
import io.kyozo.monitor.slo.app.ServedStore.Recent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A service's objective, as people set and see it. Only the target can be set.
 *
 * @param target part of the time in which it shall serve, such as 0.999
 * @param period over which
 * @param availability part of the known time of the period in which it served
 * @param budget how long it may fail in the period
 * @param budgetLeft what is left of that, 1 for all of it; below 0 where it is overdrawn
 * @param burnRates how many times too fast the budget is used up, by window
 * @param trend which way the availability goes from week to week
 * @param days by the day (UTC), oldest first; days of which nothing is known are left out
 */
@RegisterForReflection
public record ObjectiveAttributes(
        @Nullable Double target,
        @Nullable Duration period,
        @Nullable Double availability,
        @Nullable Duration budget,
        @Nullable Double budgetLeft,
        @Nullable Map<String, Double> burnRates,
        @Nullable Trend trend,
        @Nullable List<Day> days) {
    /** The resource type. */
    static final String TYPE = "service-objectives";

    /** How long a service served on a day. */
    @RegisterForReflection
    public record Day(LocalDate day, double availability, Duration known) {}

    static ObjectiveAttributes of(Objective objective, Recent service, Map<LocalDate, Served> days) {
        List<Served> served = List.copyOf(days.values());
        Served whole = served.stream()
                .reduce(
                        Served.NOTHING,
                        (a, b) -> new Served(a.good().plus(b.good()), a.bad().plus(b.bad())));
        return new ObjectiveAttributes(
                objective.target(),
                objective.period(),
                whole.availability(),
                objective.budget(),
                objective.left(whole),
                Map.of(
                        "5m", rate(objective, service, BurnRule.FAST.shortWindow()),
                        "30m", rate(objective, service, BurnRule.SLOW.shortWindow()),
                        "1h", rate(objective, service, BurnRule.FAST.longWindow()),
                        "6h", rate(objective, service, BurnRule.SLOW.longWindow())),
                Trend.of(served),
                days.entrySet().stream()
                        .map(day -> new Day(
                                day.getKey(),
                                day.getValue().availability(),
                                day.getValue().known()))
                        .toList());
    }

    private static double rate(Objective objective, Recent service, Duration window) {
        return objective.burnRate(service.in(window), window);
    }

    /** The target that a client means; fails with {@link ErrorCode#INVALID_REQUEST} on what can't be one. */
    @Nullable
    Double checkedTarget() {
        if (target != null && !(target >= 0.5 && target <= 0.99999)) {
            throw new KyozoException(ErrorCode.INVALID_REQUEST, "\"target\" must be between 0.5 and 0.99999.")
                    .with("pointer", "/data/attributes/target");
        }
        return target;
    }
}

package io.kyozo.metrics.threshold;

import io.kyozo.contracts.Uuid7;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What one value does to a rule. Broken, it starts a breach; held for long enough, the breach raises one alert; kept, the
 * breach and its alert end.
 *
 * @param breach what holds from now on; null where the rule is kept
 * @param raised the alert that fires now; null for none
 * @param resolved the alert that ends now; null for none
 */
public record Judgement(
        @Nullable Breach breach,
        @Nullable UUID raised,
        @Nullable UUID resolved) {

    /** Judges {@code value}, taken at {@code at}; {@code before} is the breach that held until now, if any. */
    public static Judgement of(ThresholdRule rule, UUID serviceId, @Nullable Breach before, double value, Instant at) {
        if (!rule.enabled() || !rule.comparison().isBroken(value, bound(rule, before))) {
            return over(before);
        }
        Breach breach = before == null ? new Breach(rule.id(), serviceId, at, null) : before;
        boolean longEnough = Duration.between(breach.since(), at).compareTo(rule.hold()) >= 0;
        if (breach.alertId() != null || !longEnough) {
            return new Judgement(breach, null, null);
        }
        UUID alert = Uuid7.next();
        return new Judgement(new Breach(rule.id(), serviceId, breach.since(), alert), alert, null);
    }

    /** An alert that fires is not resolved by a value that only just came back: that would fire again at once. */
    private static double bound(ThresholdRule rule, @Nullable Breach before) {
        boolean fires = before != null && before.alertId() != null;
        Double clearAt = rule.clearAt();
        return fires && clearAt != null ? clearAt : rule.threshold();
    }

    /** Nothing holds any more: the rule is kept, or the service is gone. */
    public static Judgement over(@Nullable Breach before) {
        return new Judgement(null, null, before == null ? null : before.alertId());
    }
}

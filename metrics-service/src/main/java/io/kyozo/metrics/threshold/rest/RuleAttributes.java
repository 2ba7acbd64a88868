package io.kyozo.metrics.threshold.rest;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.threshold.Comparison;
import io.kyozo.metrics.threshold.Rolling;
import io.kyozo.metrics.threshold.Rolling.Aggregate;
import io.kyozo.metrics.threshold.ThresholdRule;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the API says about a rule, and what a client sends to make or change one.
 *
 * @param name for people
 * @param serviceId absent for each service of the team
 * @param metric its name
 * @param aggregate {@code AVERAGE}, {@code MIN}, {@code MAX} or {@code P95} of the values in {@code window}; absent for the
 *     latest value
 * @param window ISO-8601 duration, from PT10S to P1D; given where {@code aggregate} is
 * @param comparison {@code ABOVE} or {@code BELOW}
 * @param threshold in the metric's unit
 * @param clearAt where an alert is resolved, on the other side of the threshold; absent for the threshold itself
 * @param hold ISO-8601 duration; PT1M where it is not given
 * @param enabled true where it is not given
 * @param createdAt given by the service
 * @param updatedAt given by the service
 */
@RegisterForReflection
record RuleAttributes(
        @NotBlank(message = "must be given") @Size(max = 100, message = "must have at most 100 characters")
        String name,

        @Nullable UUID serviceId,
        @NotNull(message = "must be given") String metric,
        @Nullable Aggregate aggregate,
        @Nullable Duration window,

        @NotNull(message = "must be \"ABOVE\" or \"BELOW\"") Comparison comparison,

        @NotNull(message = "must be given") Double threshold,
        @Nullable Double clearAt,
        @Nullable Duration hold,
        @Nullable Boolean enabled,
        @Nullable Instant createdAt,
        @Nullable Instant updatedAt) {
    /** The resource type. */
    static final String TYPE = "threshold-rules";

    private static final Duration USUAL_HOLD = Duration.ofMinutes(1);
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(10);
    private static final Duration LONGEST_WINDOW = Duration.ofDays(1);
    private static final Duration LONGEST_HOLD = Duration.ofDays(7);

    static Resource<RuleAttributes> resource(ThresholdRule rule) {
        Rolling rolling = rule.rolling();
        RuleAttributes attributes = new RuleAttributes(
                rule.name(),
                rule.serviceId(),
                rule.metric().id(),
                rolling == null ? null : rolling.aggregate(),
                rolling == null ? null : rolling.window(),
                rule.comparison(),
                rule.threshold(),
                rule.clearAt(),
                rule.hold(),
                rule.enabled(),
                rule.createdAt(),
                rule.updatedAt());
        return Resource.of(TYPE, rule.id(), attributes);
    }

    /** The rule that a client means; fails with {@link ErrorCode#INVALID_REQUEST} on what can't be one. */
    ThresholdRule rule(UUID id, UUID teamId, Instant created, Instant now) {
        Duration wanted = Objects.requireNonNullElse(hold, USUAL_HOLD);
        if (wanted.isNegative() || wanted.compareTo(LONGEST_HOLD) > 0) {
            throw invalid("hold", "\"hold\" must be between PT0S and P7D.");
        }
        if (!Double.isFinite(threshold)) {
            throw invalid("threshold", "\"threshold\" must be a finite number.");
        }
        if (clearAt != null && (!Double.isFinite(clearAt) || comparison.isBroken(clearAt, threshold))) {
            throw invalid("clearAt", "\"clearAt\" must be where the rule is kept, seen from \"threshold\".");
        }
        boolean on = Objects.requireNonNullElse(enabled, true);
        return new ThresholdRule(
                id,
                teamId,
                name,
                serviceId,
                knownMetric(),
                rolling(),
                comparison,
                threshold,
                clearAt,
                wanted,
                on,
                created,
                now);
    }

    private @Nullable Rolling rolling() {
        if (aggregate == null && window == null) {
            return null;
        }
        if (aggregate == null || window == null) {
            throw invalid(
                    aggregate == null ? "aggregate" : "window",
                    "\"aggregate\" and \"window\" go together: \"AVERAGE\" over \"PT5M\", say.");
        }
        if (window.compareTo(SHORTEST_WINDOW) < 0 || window.compareTo(LONGEST_WINDOW) > 0) {
            throw invalid("window", "\"window\" must be between PT10S and P1D.");
        }
        return new Rolling(aggregate, window);
    }

    private Metric knownMetric() {
        String given = metric.toLowerCase(Locale.ROOT);
        return Metric.ofId(given)
                .orElseThrow(() -> invalid(
                        "metric",
                        "There is no metric \"" + metric + "\"." + DidYouMean.sentence(given, Metric.ids())
                                + " There are: " + String.join(", ", Metric.ids()) + "."));
    }

    private static KyozoException invalid(String attribute, String detail) {
        return new KyozoException(ErrorCode.INVALID_REQUEST, detail).with("pointer", "/data/attributes/" + attribute);
    }
}

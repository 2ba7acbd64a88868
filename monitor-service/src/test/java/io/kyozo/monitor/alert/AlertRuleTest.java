package io.kyozo.monitor.alert;

import static io.kyozo.monitor.alert.AlertRule.Verdict.LEAVE;
import static io.kyozo.monitor.alert.AlertRule.Verdict.RAISE;
import static io.kyozo.monitor.alert.AlertRule.Verdict.RESOLVE;
import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.state.HealthStatus;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class AlertRuleTest {
    private static final Instant SINCE = Instant.EPOCH;
    private final AlertRule rule = new AlertRule(Duration.ofMinutes(2));

    @Test
    void onlyWhatLastsIsWorthAnAlert() {
        assertThat(rule.review(HealthStatus.UNHEALTHY, SINCE, SINCE.plusSeconds(119)))
                .isEqualTo(LEAVE);
        assertThat(rule.review(HealthStatus.UNHEALTHY, SINCE, SINCE.plusSeconds(120)))
                .isEqualTo(RAISE);
        assertThat(rule.review(HealthStatus.GONE, SINCE, SINCE.plusSeconds(120)))
                .isEqualTo(RAISE);
    }

    @Test
    void anAlertEndsWhenTheServiceIsWellOrStoppedOnPurpose() {
        assertThat(rule.review(HealthStatus.DEGRADED, SINCE, SINCE.plusSeconds(999)))
                .isEqualTo(LEAVE);
        assertThat(rule.review(HealthStatus.HEALTHY, SINCE, SINCE)).isEqualTo(RESOLVE);
        assertThat(rule.review(HealthStatus.UNKNOWN, SINCE, SINCE)).isEqualTo(RESOLVE);
    }
}

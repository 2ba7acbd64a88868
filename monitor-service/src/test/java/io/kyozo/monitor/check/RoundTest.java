package io.kyozo.monitor.check;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.monitor.check.ProbeResult.Failed;
import io.kyozo.monitor.check.ProbeResult.Inconclusive;
import io.kyozo.monitor.check.ProbeResult.Passed;
import io.kyozo.monitor.check.ProbeResult.Vanished;
import io.kyozo.monitor.health.Observation;
import io.kyozo.monitor.health.Observation.Kind;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class RoundTest {
    @Test
    void allReplicasMustAnswerInGoodTime() {
        assertThat(observe(passed("ok", 3), passed("fine", 7))).isEqualTo(new Observation(Kind.PASSED, "fine", 7L));
        assertThat(observe(passed("ok", 3), passed("ok", 2001)).kind()).isEqualTo(Kind.SLOW);
    }

    @Test
    void oneFailingReplicaOfSeveralIsPartial() {
        Observation partial = observe(passed("ok", 3), new Failed("refused"), new Vanished("gone"));
        assertThat(partial.kind()).isEqualTo(Kind.PARTIAL);
        assertThat(partial.reason()).isEqualTo("2 of 3 replicas fail: refused");
    }

    @Test
    void goneOnlyWhenNothingIsLeft() {
        assertThat(observe(new Vanished("gone"), new Vanished("gone")).kind()).isEqualTo(Kind.VANISHED);
        assertThat(observe(new Vanished("gone"), new Failed("ended")).kind()).isEqualTo(Kind.FAILED);
    }

    @Test
    void aRuntimeThatDoesNotAnswerSaysNothing() {
        assertThat(observe(new Inconclusive("away")).kind()).isEqualTo(Kind.INCONCLUSIVE);
        assertThat(observe(new Inconclusive("away"), passed("ok", 1)).kind()).isEqualTo(Kind.PASSED);
    }

    private static Passed passed(String saw, long millis) {
        return new Passed(saw, Duration.ofMillis(millis));
    }

    private static Observation observe(ProbeResult... results) {
        return new Round(List.of(results)).observe(Duration.ofSeconds(2));
    }
}

package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.runtime.Circuit.State;
import io.kyozo.runtime.RuntimeFailure;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class BreakerTest {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final Breaker breaker = new Breaker("unix:///engine.sock", () -> now);

    @Test
    void letsOneCallerAskInEachRest() {
        breaker.open("silent");
        assertThat(breaker.isClosed()).isFalse();
        assertThat(breaker.takeTrial()).isFalse();

        now = now.plus(Breaker.REST);
        assertThat(breaker.takeTrial()).isTrue();
        assertThat(breaker.takeTrial()).isFalse();
        assertThat(breaker.view().state()).isEqualTo(State.HALF_OPEN);

        now = now.plus(Breaker.REST);
        assertThat(breaker.takeTrial()).as("the one that asked never came back").isTrue();
        breaker.close();
        assertThat(breaker.isClosed()).isTrue();
    }

    @Test
    void saysSinceWhenAndCountsOutagesNotAttempts() {
        breaker.open("silent");
        now = now.plus(Duration.ofSeconds(30));
        breaker.open("still silent");

        assertThat(breaker.view().outages()).isEqualTo(1);
        assertThat(breaker.view().since()).isEqualTo("2026-01-01T00:00:00Z");
        var refusal = breaker.refusal("list containers");
        assertThat(refusal.kind()).isEqualTo(RuntimeFailure.Kind.UNAVAILABLE);
        assertThat(refusal).hasMessageContaining("unix:///engine.sock").hasMessageContaining("still silent");

        breaker.close();
        breaker.open("again");
        assertThat(breaker.view().outages()).isEqualTo(2);
    }
}

package io.kyozo.monitor.check.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.monitor.FakeRuntime;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Instance;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** An engine that is stopped takes connections and answers nothing. */
class RuntimeContainersTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");

    private final FakeRuntime engine = new FakeRuntime();
    private final ContainerRuntime runtime = engine.runtime();
    private Instant now = NOW;
    private final RuntimeContainers containers = new RuntimeContainers(only(runtime), new Clock() {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public java.time.ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }
    });

    @Test
    void ofAStoppedEngineNothingIsKnownAndItIsLeftAloneUntilItAnswersAgain() {
        engine.containers.put("c1", ContainerInfo.State.RUNNING);
        engine.hangs = true;
        List<ProbeResult> seen = Uni.join()
                .all(IntStream.range(0, 5).mapToObj(i -> look()).toList())
                .andFailFast()
                .await()
                .atMost(LONG);
        assertThat(seen).allMatch(ProbeResult.Inconclusive.class::isInstance);

        int asked = engine.looks.size();
        assertThat(look().await().atMost(LONG)).isInstanceOf(ProbeResult.Inconclusive.class);
        assertThat(engine.looks).as("nobody queues up in front of it").hasSize(asked);

        engine.hangs = false;
        now = now.plusSeconds(2);
        assertThat(look().await().atMost(LONG)).isInstanceOf(ProbeResult.Passed.class);
        assertThat(look().await().atMost(LONG)).isInstanceOf(ProbeResult.Passed.class);
    }

    @SuppressWarnings("unchecked")
    private static Instance<ContainerRuntime> only(ContainerRuntime runtime) {
        return (Instance<ContainerRuntime>) Proxy.newProxyInstance(
                RuntimeContainersTest.class.getClassLoader(),
                new Class<?>[] {Instance.class},
                (proxy, method, arguments) -> runtime);
    }

    private Uni<ProbeResult> look() {
        return containers.look(new DeploymentChanged.Instance(UUID.randomUUID(), "docker", "c1", "127.0.0.1", 80));
    }
}

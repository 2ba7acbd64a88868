package io.kyozo.monitor.check.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.ProbeTimes;
import io.kyozo.contracts.event.ProbeTimes.ReplicaTime;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.messaging.Broadcast;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeResult;
import io.kyozo.monitor.check.Target;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.function.ObjLongConsumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class TellProbeTimesTest {
    private static final UUID SHOP = new UUID(0, 1);
    private final Broker broker = new Broker();
    private final TellProbeTimes tell = new TellProbeTimes(broker, Clock.systemUTC());
    private final UUID one = new UUID(1, 1);
    private final UUID two = new UUID(1, 2);

    /** Takes each message, and says so when the test does. */
    private static final class Broker implements Broadcast {
        private final List<ProbeTimes> said = new ArrayList<>();
        private final Deque<CompletableFuture<Void>> open = new ArrayDeque<>();

        @Override
        public Uni<Void> say(Event<?> event) {
            assertThat(event.type()).isEqualTo(EventType.PROBE_TIMES);
            said.add((ProbeTimes) event.data());
            CompletableFuture<Void> answer = new CompletableFuture<>();
            open.add(answer);
            return Uni.createFrom().completionStage(answer);
        }

        @Override
        public <T> Uni<Void> hear(
                Message<byte[]> message, EventType type, Class<T> payload, ObjLongConsumer<Event<T>> effect) {
            throw new UnsupportedOperationException();
        }
    }

    private static Probe probe(Probe.Kind kind) {
        return new Probe(kind, "/", false, 400, null, "", List.of(), Duration.ofSeconds(1));
    }

    private static Target target(UUID workspace, @Nullable Integer port, UUID... replicas) {
        List<Instance> instances = List.of(replicas).stream()
                .map(id -> new Instance(id, "docker", "c", "127.0.0.1", port))
                .toList();
        return new Target(
                new UUID(2, 1),
                new UUID(3, 1),
                workspace,
                "shop",
                "api",
                "api",
                InstanceState.RUNNING,
                null,
                new UUID(4, 1),
                null,
                instances,
                List.of(),
                1,
                1,
                "c");
    }

    private static ProbeResult answered(long millis) {
        return new ProbeResult.Passed("ok", Duration.ofMillis(millis));
    }

    private CompletableFuture<Void> answer() {
        return broker.open.remove();
    }

    private void round(Target target, ProbeResult... results) {
        tell.round(target, probe(Probe.Kind.HTTP), List.of(results));
    }

    @Test
    void tellsHowLongThoseTookThatAnswered() {
        round(target(SHOP, 80, one, two), answered(40), new ProbeResult.Failed("500"));
        assertThat(broker.said).singleElement().satisfies(said -> {
            assertThat(said.workspaceId()).isEqualTo(SHOP);
            assertThat(said.replicas()).containsExactly(new ReplicaTime(one, 0.04));
        });
    }

    @Test
    void aContainerThatWasOnlyLookedAtAnsweredNothing() {
        tell.round(target(SHOP, 80, one), probe(Probe.Kind.CONTAINER), List.of(answered(3)));
        round(target(SHOP, null, two), answered(3));
        assertThat(broker.said).isEmpty();
    }

    @Test
    void whileAMessageIsOnItsWayTheLatestTimesWaitForTheNext() {
        round(target(SHOP, 80, one), answered(1));
        for (int i = 2; i < 100; i++) {
            round(target(SHOP, 80, one), answered(i));
            round(target(SHOP, 80, two), answered(1000 + i));
        }
        assertThat(broker.said).hasSize(1);
        assertThat(answer().complete(null)).isTrue();
        assertThat(broker.said).hasSize(2);
        assertThat(broker.said.get(1).replicas())
                .containsExactlyInAnyOrder(new ReplicaTime(one, 0.099), new ReplicaTime(two, 1.099));
        assertThat(answer().complete(null)).isTrue();
        assertThat(broker.said).hasSize(2);
    }

    @Test
    void whatABrokerDidNotTakeIsToldWithTheNext() {
        round(target(SHOP, 80, one), answered(1));
        assertThat(answer().completeExceptionally(new IllegalStateException("away")))
                .isTrue();
        assertThat(broker.said).hasSize(1);
        round(target(SHOP, 80, two), answered(2));
        assertThat(broker.said.get(1).replicas()).hasSize(2);
    }
}

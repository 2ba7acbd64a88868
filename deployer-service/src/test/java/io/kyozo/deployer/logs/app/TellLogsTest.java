package io.kyozo.deployer.logs.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.event.LogsWanted;
import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.messaging.Broadcast;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.operators.multi.processors.BroadcastProcessor;
import java.lang.reflect.Proxy;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ObjLongConsumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
class TellLogsTest {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final UUID TEAM = new UUID(0, 1);
    private static final UUID SERVICE = new UUID(0, 2);

    private final Output output = new Output();
    private final Said said = new Said();
    private final TellLogs tell =
            new TellLogs(new SearchLogs(noDeployments(), null, output), said, new AtMostTwo(), null);

    @Test
    void tellsALogOnceHoweverManyWantIt() {
        tell.wanted(wish(SERVICE));
        tell.wanted(wish(SERVICE));
        print("hello");
        await().atMost(LONG).until(() -> !said.lines.isEmpty());
        LogLines told = said.lines.get(0);
        assertThat(told.serviceId()).isEqualTo(SERVICE);
        assertThat(told.lines()).extracting(LogLines.Line::text).containsExactly("hello");
        assertThat(told.lines().get(0).level()).isEqualTo("info");
        assertThat(output.followed).hasValue(1);
    }

    @Test
    void endsWhenNobodyWantsItAnyMoreAndBeginsAnewWhenSomebodyDoes() {
        tell.wanted(wish(SERVICE));
        tell.endUnwanted(System.nanoTime());
        assertThat(output.cancelled).hasValue(0);
        tell.endUnwanted(System.nanoTime() + Duration.ofSeconds(31).toNanos());
        assertThat(output.cancelled).hasValue(1);
        assertThat(tell.told()).isZero();
        tell.wanted(wish(SERVICE));
        assertThat(output.followed).hasValue(2);
    }

    @Test
    void tellsOnlySoManyAtATime() {
        for (int i = 0; i < 5; i++) {
            tell.wanted(wish(new UUID(7, i)));
        }
        assertThat(tell.told()).isEqualTo(2);
    }

    @Test
    void countsWhatItHadToLeaveOut() {
        tell.wanted(wish(SERVICE));
        said.away = true;
        print("lost");
        await().atMost(LONG).until(() -> said.tries.get() == 1);
        said.away = false;
        print("seen");
        await().atMost(LONG).until(() -> !said.lines.isEmpty());
        assertThat(said.lines.get(0).dropped()).isEqualTo(1);
        assertThat(said.lines.get(0).lines()).extracting(LogLines.Line::text).containsExactly("seen");
    }

    @Test
    void cutsWhatIsVeryLong() {
        tell.wanted(wish(SERVICE));
        print("x".repeat(1_000_000));
        await().atMost(LONG).until(() -> !said.lines.isEmpty());
        assertThat(said.lines.get(0).lines().get(0).text()).hasSize(2002).endsWith(" …");
    }

    private void print(String text) {
        output.lines.onNext(LogEntry.printed(Instant.EPOCH, "web", new UUID(0, 3), "stdout", text));
    }

    private static Event<LogsWanted> wish(UUID service) {
        return Event.of(
                EventType.LOGS_WANTED, "monitor", service, TEAM, "c", 0, new LogsWanted(TEAM, service, "web", 30));
    }

    private static DeploymentLogStore noDeployments() {
        return (DeploymentLogStore) Proxy.newProxyInstance(
                TellLogsTest.class.getClassLoader(),
                new Class<?>[] {DeploymentLogStore.class},
                (proxy, method, arguments) -> switch (method.getName()) {
                    case "counts" -> Uni.createFrom().item(Map.of());
                    default -> throw new AssertionError(method.getName());
                });
    }

    private static final class Output implements RunningOutput {
        final BroadcastProcessor<LogEntry> lines = BroadcastProcessor.create();
        final AtomicInteger followed = new AtomicInteger();
        final AtomicInteger cancelled = new AtomicInteger();

        @Override
        public Multi<LogEntry> read(LogQuery query, int tail) {
            throw new AssertionError();
        }

        @Override
        public Multi<LogEntry> follow(LogQuery query, int tail) {
            followed.incrementAndGet();
            return lines.onCancellation().invoke(cancelled::incrementAndGet);
        }
    }

    private static final class Said implements Broadcast {
        final List<LogLines> lines = new CopyOnWriteArrayList<>();
        final AtomicInteger tries = new AtomicInteger();
        volatile boolean away;

        @Override
        public Uni<Void> say(Event<?> event) {
            tries.incrementAndGet();
            if (away) {
                return Uni.createFrom().failure(new IllegalStateException("away"));
            }
            lines.add((LogLines) event.data());
            return Uni.createFrom().voidItem();
        }

        @Override
        public <T> Uni<Void> hear(
                Message<byte[]> message, EventType type, Class<T> payload, ObjLongConsumer<Event<T>> effect) {
            throw new AssertionError();
        }
    }

    private static final class AtMostTwo implements LogsConfig {
        @Override
        public MemorySize keptPerService() {
            return new MemorySize(BigInteger.ONE);
        }

        @Override
        public Duration keptFor() {
            return LONG;
        }

        @Override
        public int linesPerReplica() {
            return 1;
        }

        @Override
        public Duration collectEvery() {
            return LONG;
        }

        @Override
        public int linesCollected() {
            return 1;
        }

        @Override
        public Duration keepTimeout() {
            return LONG;
        }

        @Override
        public int linesPerDeployment() {
            return 1;
        }

        @Override
        public int toldAtOnce() {
            return 2;
        }
    }
}

package io.kyozo.monitor.live.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.event.LogsWanted;
import io.kyozo.contracts.event.MetricSamples;
import io.kyozo.messaging.Broadcast;
import io.kyozo.monitor.live.Glimpse;
import io.kyozo.monitor.live.LiveItem;
import io.kyozo.monitor.live.Topic;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.ObjLongConsumer;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
class LiveTopicsTest {
    private static final UUID TEAM = new UUID(0, 1);
    private static final UUID SERVICE = UUID.fromString("0199a000-0000-7000-8000-000000000004");
    private static final String LOGS = "logs/" + SERVICE;
    private static final String METRICS = "metrics/" + SERVICE;

    private final LiveSessionTest.Feed store = new LiveSessionTest.Feed();
    private final LiveSessionTest.Small config = new LiveSessionTest.Small();
    private final LiveHub hub = new LiveHub(store, null, null, config);
    private final Heard broadcast = new Heard();
    private final LiveTopics topics = new LiveTopics(broadcast, null, config);
    private final AskForTopic ask = new AskForTopic(store, topics, config);
    private final UUID stream = Uuid7.next();

    @Test
    void whoAsksForATopicIsToldOfItAndNobodyElseIs() {
        LiveSession asking = open();
        var told = listen(asking, 100);
        var other = listen(open(), 100);
        subscribe(asking, METRICS);
        measured(7, 0.5);
        assertThat(glimpses(told)).containsExactly("7 fresh");
        assertThat(glimpses(other)).isEmpty();
        ask.unsubscribe(asking, METRICS);
        measured(8, 0.6);
        assertThat(glimpses(told)).hasSize(1);
    }

    @Test
    void whoComesLaterGetsWhatIsThereThenWhatFollows() {
        LiveSession first = open();
        listen(first, 100);
        subscribe(first, LOGS);
        said(3, stream);
        said(4, stream);
        LiveSession second = open();
        subscribe(second, LOGS);
        var told = listen(second, 100);
        said(5, stream);
        assertThat(glimpses(told)).containsExactly("3 fresh", "4", "5");
    }

    @Test
    void whoComesBackGoesOnWhereItWas() {
        LiveSession first = open();
        var before = listen(first, 100);
        subscribe(first, LOGS);
        said(3, stream);
        said(4, stream);
        before.cancel();
        said(5, stream);
        LiveSession again = open();
        ask.subscribe(again, LOGS, 4).await().indefinitely();
        assertThat(glimpses(listen(again, 100))).containsExactly("5");
    }

    @Test
    void aSlowListenerIsToldOfTheNewestAndThatSomethingIsMissing() {
        LiveSession session = open();
        subscribe(session, LOGS);
        var slow = listen(session, 2);
        said(1, stream);
        for (long n = 2; n < 100; n++) {
            said(n, stream);
        }
        slow.request(1000);
        List<String> told = glimpses(slow);
        assertThat(told).hasSizeLessThan(10).endsWith("99");
        assertThat(told.subList(1, told.size())).anyMatch(glimpse -> glimpse.endsWith("fresh"));
    }

    @Test
    void aLaterStreamOfALogBeginsAnewAndAnEarlierOneIsPassedOver() {
        LiveSession session = open();
        var told = listen(session, 100);
        subscribe(session, LOGS);
        said(1, stream);
        said(2, Uuid7.next());
        said(3, stream);
        assertThat(glimpses(told)).containsExactly("1 fresh", "2 fresh");
    }

    @Test
    void saysWhichLogsAreLookedAt() {
        LiveSession session = open();
        subscribe(session, METRICS);
        assertThat(broadcast.said).isEmpty();
        subscribe(session, LOGS);
        assertThat(broadcast.said)
                .singleElement()
                .satisfies(event ->
                        assertThat(((LogsWanted) event.data()).seconds()).isEqualTo(30));
    }

    @Test
    void refusesWhatIsNoTopicOrNotTheirsOrTooMuch() {
        LiveSession session = open();
        assertThatThrownBy(() -> subscribe(session, "logs/../../etc")).isInstanceOf(KyozoException.class);
        LiveSession stranger = hub.open(new UUID(0, 2), 0).orElseThrow();
        assertThatThrownBy(() -> subscribe(stranger, LOGS)).hasMessageContaining("no service");
        for (int i = 0; i < 3; i++) {
            subscribe(session, "logs/" + Uuid7.next());
        }
        assertThatThrownBy(() -> subscribe(session, "logs/" + Uuid7.next())).hasMessageContaining("at most 3");
        LiveSession other = open();
        subscribe(other, "logs/" + Uuid7.next());
        assertThatThrownBy(() -> subscribe(other, "logs/" + Uuid7.next())).hasMessageContaining("Too many");
    }

    @Test
    void whoIsGoneBeforeItsTopicWasFoundLeavesNothingBehind() {
        LiveSession session = open();
        listen(session, 1).cancel();
        subscribe(session, LOGS);
        assertThat(session.topics()).isZero();
        var late = topics.join(open(), Topic.of(LOGS).orElseThrow(), new LiveService(SERVICE, TEAM, TEAM, "web"));
        late.orElseThrow().leave(session);
        assertThat(session.topics()).isZero();
    }

    private LiveSession open() {
        return hub.open(TEAM, 0).orElseThrow();
    }

    private static AssertSubscriber<LiveItem> listen(LiveSession session, long demand) {
        return session.items().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private void subscribe(LiveSession session, String topic) {
        ask.subscribe(session, topic, LiveSession.NOWHERE).await().indefinitely();
    }

    private static List<String> glimpses(AssertSubscriber<LiveItem> told) {
        return told.getItems().stream()
                .filter(Glimpse.class::isInstance)
                .map(Glimpse.class::cast)
                .map(glimpse -> glimpse.position() + (glimpse.fresh() ? " fresh" : ""))
                .toList();
    }

    private void measured(long position, double cpu) {
        var data = new MetricSamples(
                TEAM, Instant.EPOCH, List.of(new MetricSamples.ServiceSample(SERVICE, Map.of("cpu", cpu))));
        topics.measured(Event.of(EventType.METRIC_SAMPLES, "metrics", TEAM, TEAM, "c", position, data), position);
    }

    private void said(long position, UUID from) {
        var data = new LogLines(SERVICE, from, 0, List.of());
        topics.said(Event.of(EventType.LOG_LINES, "deployer", SERVICE, TEAM, "c", position, data), position);
    }

    private static final class Heard implements Broadcast {
        final List<Event<?>> said = new ArrayList<>();

        @Override
        public Uni<Void> say(Event<?> event) {
            said.add(event);
            return Uni.createFrom().voidItem();
        }

        @Override
        public <T> Uni<Void> hear(
                Message<byte[]> message, EventType type, Class<T> payload, ObjLongConsumer<Event<T>> effect) {
            throw new UnsupportedOperationException();
        }
    }
}

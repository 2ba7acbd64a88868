package io.kyozo.messaging.inbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.messaging.Events;
import io.kyozo.messaging.Outbox;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(KyozoTestResource.class)
class KafkaInboxIT {
    private static final Duration LONG = Duration.ofSeconds(30);
    private static final String TOPIC = EventType.FOLDER_ANALYZED.topic();

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    private final UUID subject = UUID.randomUUID();

    @Test
    void aCommittedEventTakesEffectWithinMilliseconds() {
        publish(Events.analyzed(subject, 1));
        await().atMost(LONG).until(() -> effects().size() == 1);
        for (int n = 2; n <= 20; n++) {
            int count = n;
            publish(Events.analyzed(subject, n));
            await().atMost(LONG)
                    .pollInterval(Duration.ofMillis(5))
                    .until(() -> effects().size() == count);
        }
        List<Long> delays = effects().stream()
                .skip(1)
                .map(row -> row.getLong("micros") / 1000)
                .sorted()
                .toList();
        System.out.printf("commit to effect, ms: median %d, max %d%n", delays.get(9), delays.get(18));
        assertThat(delays.get(9)).isLessThan(200);
    }

    @Test
    void whatIsRolledBackIsNeverSaid() {
        Event<FolderAnalyzed> unsaid = Events.analyzed(subject, 1);
        assertThat(transactions
                        .inTransaction(tx -> outbox.append(tx, unsaid)
                                .chain(() -> Uni.createFrom().<Void>failure(new IllegalStateException())))
                        .onFailure()
                        .recoverWithNull()
                        .await()
                        .atMost(LONG))
                .isNull();
        publish(Events.analyzed(subject, 2));
        await().atMost(LONG).until(() -> sequences().equals(List.of(2L)));
    }

    @Test
    void eventsDeliveredTwiceAndOutOfOrderTakeEffectOnce() throws Exception {
        var first = Events.analyzed(subject, 1);
        var second = Events.analyzed(subject, 2);
        var third = Events.analyzed(subject, 3);
        Kafka.send(List.of(
                Events.record(first),
                Events.record(third),
                Events.record(first),
                Events.record(second),
                Events.record(third),
                Events.record(second),
                Events.record(Events.analyzed(subject, 4))));
        await().atMost(LONG).until(() -> sequences().equals(List.of(1L, 3L, 2L, 4L)));
        assertThat(effects()).extracting(row -> row.getBoolean("newest")).containsExactly(true, true, false, true);
    }

    @Test
    void garbageIsSetAsideAndConsumptionGoesOn() throws Exception {
        long before = deadLetters().size();
        List<ProducerRecord<String, byte[]>> records = List.of(
                Events.record(Events.analyzed(subject, 1)),
                garbage("garbage".getBytes(UTF_8)),
                garbage(null),
                withType("io.kyozo.folder-analyzed.v2"),
                withData("{\"workspaceId\":\"not an id\"}"),
                withData("{}"),
                withData("[[[[[[".repeat(2000)),
                withData("\"" + "x".repeat(1_000_000) + "\""),
                new ProducerRecord<>(TOPIC, subject.toString(), new byte[0]),
                Events.record(Events.analyzed(subject, 2)));
        Kafka.send(records);
        await().atMost(LONG).until(() -> sequences().equals(List.of(1L, 2L)));
        assertThat(deadLetters()).hasSize((int) before + 8);
        assertThat(deadLetters()).allSatisfy(letter -> {
            assertThat(header(letter, "dlq_reason")).isNotBlank();
            assertThat(header(letter, "dlq_topic")).isEqualTo(TOPIC);
            assertThat(header(letter, "dlq_consumer")).isEqualTo(TOPIC);
        });
    }

    @Test
    void anEffectThatFailsIsTriedAgainThenSetAside() throws Exception {
        var poison = Events.analyzed(subject, 1, EffectConsumer.POISON);
        publish(poison);
        publish(Events.analyzed(subject, 2));
        await().atMost(LONG).until(() -> sequences().equals(List.of(2L)));
        assertThat(EffectConsumer.ATTEMPTS).containsEntry(poison.id().toString(), 3);
        ConsumerRecord<String, byte[]> letter = deadLetters().stream()
                .filter(l -> poison.id().toString().equals(header(l, "ce_id")))
                .findFirst()
                .orElseThrow();
        assertThat(letter.key()).isEqualTo(subject.toString());
        assertThat(header(letter, "dlq_reason")).isEqualTo("can't be applied");
    }

    @Test
    void theCorrelationIdIsInTheLoggingContext() {
        var event = Events.analyzed(subject, 7);
        publish(event);
        await().atMost(LONG).until(() -> !effects().isEmpty());
        assertThat(EffectConsumer.CORRELATIONS).containsEntry(event.id().toString(), "corr-7");
    }

    @Test
    void eventsAreCloudEventsInBinaryMode() {
        var event = Events.analyzed(subject, 1);
        publish(event);
        await().atMost(LONG).until(() -> !effects().isEmpty());
        ConsumerRecord<String, byte[]> record = Kafka.all(TOPIC).stream()
                .filter(r -> event.id().toString().equals(header(r, "ce_id")))
                .findFirst()
                .orElseThrow();
        assertThat(record.key()).isEqualTo(subject.toString());
        assertThat(header(record, "ce_specversion")).isEqualTo("1.0");
        assertThat(header(record, "ce_type")).isEqualTo("io.kyozo.folder-analyzed.v1");
        assertThat(header(record, "ce_source")).isEqualTo("/kyozo/analyzer");
        assertThat(header(record, "ce_subject")).isEqualTo(subject.toString());
        assertThat(header(record, "ce_teamid")).isEqualTo(event.teamId().toString());
        assertThat(header(record, "ce_sequence")).isEqualTo("1");
        assertThat(Instant.parse(header(record, "ce_time"))).isBeforeOrEqualTo(Instant.now());
        assertThat(header(record, "content-type")).isEqualTo("application/json");
    }

    private void publish(Event<?> event) {
        transactions.inTransaction(tx -> outbox.append(tx, event)).await().atMost(LONG);
    }

    private ProducerRecord<String, byte[]> garbage(byte[] value) {
        return new ProducerRecord<>(TOPIC, subject.toString(), value);
    }

    private ProducerRecord<String, byte[]> withType(String type) {
        var record = Events.record(Events.analyzed(subject, 9));
        record.headers().remove("ce_type").add("ce_type", type.getBytes(UTF_8));
        return record;
    }

    private ProducerRecord<String, byte[]> withData(String data) {
        var record = Events.record(Events.analyzed(subject, 9));
        return new ProducerRecord<>(TOPIC, null, subject.toString(), data.getBytes(UTF_8), record.headers());
    }

    private List<Long> sequences() {
        return effects().stream().map(row -> row.getLong("sequence")).toList();
    }

    private List<Row> effects() {
        return transactions.query("""
                        select e.sequence, e.newest, cast(extract(epoch from e.at - o.created_at) * 1000000 as bigint) as micros
                          from effect e left join outbox o on o.id = e.event_id where e.subject = $1 order by e.n
                        """, subject).await().atMost(LONG);
    }

    private static List<ConsumerRecord<String, byte[]>> deadLetters() {
        return Kafka.all(EventType.FOLDER_ANALYZED.deadLetterTopic());
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        var header = record.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), UTF_8);
    }
}

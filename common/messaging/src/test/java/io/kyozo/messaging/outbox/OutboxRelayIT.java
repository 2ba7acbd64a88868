package io.kyozo.messaging.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.messaging.Events;
import io.kyozo.messaging.Outbox;
import io.kyozo.messaging.kafka.EventSender;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.KyozoTestResource;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.LongStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TimeoutException;
import org.junit.jupiter.api.Test;

/** The relay against a broker that misbehaves; the service's own loop is off. */
@QuarkusTest
@TestProfile(OutboxRelayIT.NoLoop.class)
@QuarkusTestResource(KyozoTestResource.class)
class OutboxRelayIT {
    public static class NoLoop implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("kyozo.messaging.relay.enabled", "false");
        }
    }

    private static final Duration LONG = Duration.ofSeconds(30);

    @Inject
    Transactions transactions;

    @Inject
    Outbox outbox;

    @Inject
    OutboxStore store;

    private final List<String> sent = new ArrayList<>();
    private final UUID subject = UUID.randomUUID();

    @Test
    void whatCouldNotBeSentIsSentLaterInOrder() {
        append(subject, 1, 2, 3);
        AtomicBoolean down = new AtomicBoolean(true);
        OutboxRelay relay = relay(record -> down.get() ? failed(new TimeoutException("away")) : record(record));
        assertThat(run(relay)).isZero();
        down.set(false);
        assertThat(run(relay)).isEqualTo(3);
        assertThat(sent).containsExactly(key(subject, 1), key(subject, 2), key(subject, 3));
        assertThat(run(relay)).isZero();
    }

    @Test
    void aRelayThatDiesAfterSendingSendsAgain() {
        append(subject, 1);
        OutboxRelay dies = relay(record -> record(record).chain(() -> failed(new IllegalStateException("killed"))));
        assertThat(run(dies)).isZero();
        assertThat(run(relay(this::record))).isOne();
        assertThat(sent).containsExactly(key(subject, 1), key(subject, 1));
    }

    @Test
    void nothingOfASubjectOvertakesWhatFailed() {
        UUID other = UUID.randomUUID();
        append(subject, 1, 2, 3);
        append(other, 1);
        AtomicBoolean once = new AtomicBoolean(true);
        OutboxRelay relay = relay(record -> key(record).equals(key(subject, 2)) && once.getAndSet(false)
                ? failed(new TimeoutException("lost"))
                : record(record));
        assertThat(run(relay)).isEqualTo(2);
        assertThat(sent).contains(key(other, 1)).doesNotContain(key(subject, 3));
        assertThat(run(relay)).isEqualTo(2);
        assertThat(ofSubject(subject)).containsExactly(key(subject, 1), key(subject, 2), key(subject, 3));
    }

    @Test
    void whatTheBrokerNeverTakesDoesNotHoldUpTheRest() {
        append(subject, 1, 2);
        OutboxRelay relay = relay(record -> key(record).equals(key(subject, 1))
                ? failed(new RecordTooLargeException("too large"))
                : record(record));
        assertThat(run(relay)).isEqualTo(2);
        assertThat(sent).containsExactly(key(subject, 2));
        assertThat(run(relay)).isZero();
        assertThat(transactions
                        .query("select refusal from outbox where refused_at is not null")
                        .await()
                        .atMost(LONG))
                .singleElement()
                .satisfies(row -> assertThat(row.getString("refusal")).isEqualTo("too large"));
    }

    @Test
    void severalRelaysAtOnceKeepOrderAndSendOnce() {
        List<UUID> subjects =
                List.of(UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID(), UUID.randomUUID());
        OutboxRelay first = relay(this::recordSlowly);
        OutboxRelay second = relay(this::recordSlowly);
        Uni<Void> writer = io.smallrye.mutiny.Multi.createFrom()
                .range(1, 31)
                .onItem()
                .transformToUniAndConcatenate(n -> Uni.join()
                        .all(subjects.stream().map(s -> appending(s, n)).toList())
                        .andFailFast())
                .collect()
                .last()
                .replaceWithVoid();
        Uni.join()
                .all(writer, times(first, 40), times(second, 40))
                .andFailFast()
                .await()
                .atMost(LONG);
        Uni.createFrom()
                .deferred(() -> first.relay(200))
                .repeat()
                .until(n -> n == 0)
                .collect()
                .last()
                .await()
                .atMost(LONG);
        for (UUID each : subjects) {
            assertThat(ofSubject(each))
                    .containsExactlyElementsOf(LongStream.rangeClosed(1, 30)
                            .mapToObj(n -> key(each, n))
                            .toList());
        }
    }

    @Test
    void writersOfOneSubjectTakeTurnsSoThatPositionsFollowCommits() {
        Uni<Void> slow = transactions.inTransaction(tx ->
                outbox.append(tx, Events.analyzed(subject, 1)).call(() -> tx.query("select 1 from pg_sleep(0.5)")));
        Uni<Void> quick = transactions.inTransaction(tx ->
                tx.query("select 1 from pg_sleep(0.2)").chain(() -> outbox.append(tx, Events.analyzed(subject, 2))));
        OutboxRelay relay = relay(this::record);
        Uni<Integer> early = Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(350))
                .chain(() -> relay.relay(10));
        Uni.join()
                .all(slow, quick, early.replaceWithVoid())
                .andFailFast()
                .await()
                .atMost(LONG);
        run(relay);
        assertThat(sent).containsExactly(key(subject, 1), key(subject, 2));
    }

    @Test
    void forgetsOnlyWhatWasSent() {
        append(subject, 1);
        run(relay(this::record));
        append(subject, 2);
        assertThat(store.forgetSent(Duration.ofHours(1)).await().atMost(LONG)).isZero();
        assertThat(store.forgetSent(Duration.ofHours(-1)).await().atMost(LONG)).isOne();
        assertThat(run(relay(this::record))).isOne();
    }

    private OutboxRelay relay(EventSender sender) {
        return new OutboxRelay(store, sender, new SimpleMeterRegistry());
    }

    private Uni<Void> times(OutboxRelay relay, int times) {
        return Uni.createFrom()
                .deferred(() -> relay.relay(7))
                .repeat()
                .atMost(times)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private int run(OutboxRelay relay) {
        return relay.relay(100).await().atMost(LONG);
    }

    private void append(UUID each, long... sequences) {
        for (long n : sequences) {
            appending(each, n).await().atMost(LONG);
        }
    }

    private Uni<Void> appending(UUID each, long n) {
        return transactions.inTransaction(tx -> outbox.append(tx, Events.analyzed(each, n)));
    }

    private Uni<Void> record(ProducerRecord<String, byte[]> record) {
        synchronized (sent) {
            sent.add(key(record));
        }
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> recordSlowly(ProducerRecord<String, byte[]> record) {
        return Uni.createFrom()
                .voidItem()
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(ThreadLocalRandom.current().nextInt(8)))
                .chain(() -> record(record));
    }

    private List<String> ofSubject(UUID each) {
        return sent.stream().filter(s -> s.startsWith(each.toString())).toList();
    }

    private static Uni<Void> failed(Throwable failure) {
        return Uni.createFrom().failure(failure);
    }

    private static String key(ProducerRecord<String, byte[]> record) {
        return record.key() + "/"
                + new String(record.headers().lastHeader("ce_sequence").value());
    }

    private static String key(UUID subject, long sequence) {
        return subject + "/" + sequence;
    }
}

package io.kyozo.monitor.live.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.LiveItem;
import io.kyozo.monitor.live.Snapshot;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.AssertSubscriber;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

@SuppressWarnings("NullAway")
class LiveSessionTest {
    private static final UUID TEAM = new UUID(0, 1);
    private final Feed store = new Feed();
    private final LiveHub hub = new LiveHub(store, null, null, new Small());

    @Test
    void tellsHowThingsStandThenWhatHappens() {
        happen(3);
        var told = listen(0, 100);
        assertThat(told.getItems()).containsExactly(new Snapshot(3, "[]", "[]"));
        happen(2);
        assertThat(positions(told)).containsExactly(3L, 4L, 5L);
    }

    @Test
    void resumesWithoutGapOrRepeat() {
        happen(300);
        var told = listen(10, 10_000);
        happen(5);
        assertThat(positions(told))
                .hasSize(295)
                .startsWith(11L)
                .endsWith(305L)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aSlowListenerGetsASnapshotInsteadOfWhatItMissed() {
        happen(1);
        var slow = listen(0, 2);
        happen(1);
        assertThat(positions(slow)).containsExactly(1L, 2L);
        // It takes nothing for a while, far longer than the feed's tail reaches.
        for (int i = 0; i < 500; i++) {
            happen(10);
        }
        assertThat(slow.getItems()).hasSize(2);
        int read = store.pages;
        slow.request(100);
        List<LiveItem> after = slow.getItems().subList(2, slow.getItems().size());
        assertThat(after).contains(new Snapshot(5002, "[]", "[]"));
        assertThat(after.size()).isLessThanOrEqualTo(1 + Small.TAIL);
        assertThat(store.pages - read).as("what it missed is not read for it").isLessThanOrEqualTo(1);
        happen(1);
        assertThat(positions(slow)).endsWith(5003L);
    }

    @Test
    void anEntryIsFetchedOnceForAllWhoListen() {
        happen(1);
        List<AssertSubscriber<LiveItem>> all = new ArrayList<>();
        for (int i = 0; i < 100; i++) {
            all.add(listen(0, 100));
        }
        // One that leaves takes nobody with it.
        all.remove(0).cancel();
        int before = store.pages;
        happen(1);
        assertThat(all).allSatisfy(one -> assertThat(positions(one)).endsWith(2L));
        assertThat(store.pages - before).isLessThanOrEqualTo(2);
    }

    @Test
    void aTeamHasRoomForSoManyAndGetsItBack() {
        List<AssertSubscriber<LiveItem>> all = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            all.add(listen(0, 1));
        }
        assertThat(hub.open(TEAM, 0)).isEmpty();
        all.get(0).cancel();
        assertThat(hub.open(TEAM, 0)).isPresent();
    }

    private AssertSubscriber<LiveItem> listen(long after, long demand) {
        return hub.open(TEAM, after).orElseThrow().items().subscribe().withSubscriber(AssertSubscriber.create(demand));
    }

    private static List<Long> positions(AssertSubscriber<LiveItem> told) {
        return told.getItems().stream().map(LiveItem::position).toList();
    }

    private void happen(int count) {
        for (int i = 0; i < count; i++) {
            store.entries.add(new FeedEntry(store.entries.size() + 1, "t", TEAM, Instant.EPOCH, "c", "{}"));
        }
        // What the database's notification does.
        hub.wakeAll();
    }

    static final class Feed implements FeedStore {
        final List<FeedEntry> entries = new ArrayList<>();
        int pages;

        @Override
        public Uni<Void> append(Tx tx, UUID teamId, FeedEntry entry) {
            throw new UnsupportedOperationException();
        }

        @Override
        public Uni<List<FeedEntry>> after(UUID teamId, long position, int limit) {
            pages++;
            int from = (int) Math.min(position, entries.size());
            int to = Math.min(entries.size(), from + limit);
            return Uni.createFrom().item(List.copyOf(entries.subList(from, to)));
        }

        @Override
        public Uni<Boolean> reaches(UUID teamId, long position) {
            return Uni.createFrom().item(position > 0);
        }

        @Override
        public Uni<Snapshot> snapshot(UUID teamId) {
            return Uni.createFrom().item(new Snapshot(entries.size(), "[]", "[]"));
        }

        @Override
        public Uni<Optional<LiveService>> service(UUID teamId, UUID serviceId) {
            return Uni.createFrom()
                    .item(Optional.of(new LiveService(serviceId, teamId, TEAM, "web"))
                            .filter(service -> teamId.equals(TEAM)));
        }

        @Override
        public Uni<Integer> forget(Duration age) {
            throw new UnsupportedOperationException();
        }
    }

    static final class Small implements LiveConfig {
        static final int TAIL = 50;

        @Override
        public Duration retention() {
            return Duration.ofDays(1);
        }

        @Override
        public int listenersPerTeam() {
            return 200;
        }

        @Override
        public Duration pollInterval() {
            return Duration.ofSeconds(1);
        }

        @Override
        public int tailEntries() {
            return TAIL;
        }

        @Override
        public MemorySize tailSize() {
            return new MemorySize(BigInteger.valueOf(1_000_000));
        }

        @Override
        public Duration patience() {
            return Duration.ofSeconds(30);
        }

        @Override
        public int topicsPerListener() {
            return 3;
        }

        @Override
        public int topics() {
            return 4;
        }

        @Override
        public MemorySize topicSize() {
            return new MemorySize(BigInteger.valueOf(500));
        }

        @Override
        public Duration linger() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration wishInterval() {
            return Duration.ofSeconds(10);
        }
    }
}

package io.kyozo.monitor.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class TailTest {
    private final Tail<FeedEntry> tail = new Tail<>(10, 3, 100);

    @Test
    void tellsWhatComesAfterAPosition() {
        assertThat(tail.after(10, 9)).contains(List.of());
        assertThat(tail.add(List.of(entry(12, "a"), entry(15, "b")))).isTrue();
        assertThat(positions(10)).containsExactly(12L, 15L);
        assertThat(positions(12)).containsExactly(15L);
        assertThat(positions(15)).isEmpty();
        assertThat(tail.last()).isEqualTo(15);
    }

    @Test
    void whatComesTwiceIsInItOnce() {
        assertThat(tail.add(List.of(entry(12, "a")))).isTrue();
        assertThat(tail.add(List.of(entry(12, "a")))).isFalse();
        assertThat(positions(0).size()).isZero();
        assertThat(positions(10)).containsExactly(12L);
    }

    @Test
    void whoFellBehindItsEndIsToldSo() {
        tail.add(List.of(entry(11, "a"), entry(12, "b"), entry(13, "c"), entry(14, "d")));
        assertThat(tail.after(10, 9)).isEmpty();
        assertThat(positions(11)).containsExactly(12L, 13L, 14L);
    }

    @Test
    void itHoldsABoundedAmountHoweverLongTheEntries() {
        tail.add(List.of(entry(11, "x".repeat(60)), entry(12, "y".repeat(60))));
        assertThat(tail.after(10, 9)).isEmpty();
        assertThat(positions(11)).containsExactly(12L);
        tail.add(List.of(entry(13, "z".repeat(1000))));
        assertThat(tail.after(12, 9)).isEmpty();
        assertThat(tail.after(13, 9)).contains(List.of());
    }

    @Test
    void nothingIsMissedOrToldTwiceHoweverSlowlyOneReads() {
        List<Long> seen = new ArrayList<>();
        long position = 10;
        for (long next = 11; next < 1000; next++) {
            tail.add(List.of(entry(next, "a")));
            if (next % 3 == 0) {
                for (FeedEntry entry : tail.after(position, 2).orElseThrow()) {
                    seen.add(entry.position());
                    position = entry.position();
                }
                for (FeedEntry entry : tail.after(position, 2).orElseThrow()) {
                    seen.add(entry.position());
                    position = entry.position();
                }
            }
        }
        assertThat(seen).isSorted().doesNotHaveDuplicates().hasSize((int) (position - 10));
    }

    @Test
    void oneThatBeginsAnywhereOwesWhoeverWasThereBeforeANewBeginning() {
        Tail<FeedEntry> topic = new Tail<>(3, 100);
        assertThat(topic.after(41, 9)).contains(List.of());
        assertThat(topic.add(List.of(entry(42, "a"), entry(44, "b")))).isTrue();
        assertThat(topic.after(41, 9)).isEmpty();
        assertThat(topic.all()).hasSize(2);
        assertThat(topic.after(42, 9)).contains(List.of(entry(44, "b")));
        topic.clear();
        assertThat(topic.after(44, 9)).contains(List.of());
        assertThat(topic.add(List.of(entry(45, "c")))).isTrue();
        assertThat(topic.after(44, 9)).isEmpty();
        assertThat(topic.all()).containsExactly(entry(45, "c"));
    }

    private List<Long> positions(long after) {
        return tail.after(after, 9).orElse(List.of()).stream()
                .map(FeedEntry::position)
                .toList();
    }

    private static FeedEntry entry(long position, String data) {
        return new FeedEntry(position, "t", new UUID(0, 1), Instant.EPOCH, "c", data);
    }
}

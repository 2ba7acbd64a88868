package io.kyozo.metrics.collect.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.series.Sample;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PendingRoundsTest {
    private static List<Sample> round() {
        return List.of(Sample.of(Uuid7.next(), Uuid7.next(), Instant.EPOCH, Map.of()));
    }

    @Test
    void aRoundWaitsUntilItIsDone() {
        PendingRounds pending = new PendingRounds(3);
        List<Sample> first = round();
        pending.add(first);
        pending.add(round());
        assertThat(pending.next()).isSameAs(first);
        assertThat(pending.next()).isSameAs(first);
        pending.done(first);
        assertThat(pending.next()).isNotNull().isNotSameAs(first);
        assertThat(pending.size()).isEqualTo(1);
    }

    @Test
    void theOldestGoWhenThereIsNoRoom() {
        PendingRounds pending = new PendingRounds(2);
        List<Sample> first = round();
        List<Sample> second = round();
        pending.add(first);
        pending.add(second);
        pending.add(round());
        assertThat(pending.next()).isSameAs(second);
        assertThat(pending.lost()).isEqualTo(1);
        pending.done(first);
        assertThat(pending.size()).isEqualTo(2);
    }
}

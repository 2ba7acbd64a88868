package io.kyozo.metrics.collect.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.ProbeTimes;
import io.kyozo.contracts.event.ProbeTimes.ReplicaTime;
import io.kyozo.metrics.collect.Counter;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class HeardProbesTest {
    private static final UUID WORKSPACE = new UUID(0, 1);
    private final HeardProbes probes = new HeardProbes();

    private void heard(UUID replica, double seconds) {
        ProbeTimes data = new ProbeTimes(WORKSPACE, Instant.EPOCH, List.of(new ReplicaTime(replica, seconds)));
        probes.heard(Event.of(EventType.PROBE_TIMES, "monitor", WORKSPACE, WORKSPACE, "c", 1, data));
    }

    @Test
    void theLatestTimeGoesIntoOneSample() {
        UUID replica = new UUID(1, 1);
        heard(replica, 2);
        heard(replica, 0.0042);
        assertThat(probes.take(new UUID(1, 2))).isEmpty();
        assertThat(probes.take(replica)).containsEntry(Counter.PROBE_NANOS, 4_200_000L);
        assertThat(probes.take(replica)).isEmpty();
    }

    @Test
    void whatIsNoTimeIsPassedOver() {
        heard(new UUID(1, 1), Double.NaN);
        heard(new UUID(1, 2), -1);
        heard(new UUID(1, 3), Double.POSITIVE_INFINITY);
        for (int i = 1; i <= 3; i++) {
            assertThat(probes.take(new UUID(1, i))).isEmpty();
        }
    }

    @Test
    void replicasThatNobodyTakesMakeRoomOldestFirst() {
        for (int i = 0; i <= HeardProbes.MOST; i++) {
            heard(new UUID(1, i), 1);
        }
        assertThat(probes.take(new UUID(1, 0))).isEmpty();
        assertThat(probes.take(new UUID(1, 1))).isNotEmpty();
    }
}

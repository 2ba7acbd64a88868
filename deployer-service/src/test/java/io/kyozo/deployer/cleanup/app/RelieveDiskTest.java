package io.kyozo.deployer.cleanup.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.deployer.cleanup.DiskLevel;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.smallrye.mutiny.Uni;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RelieveDiskTest {
    private final List<String> enqueued = new ArrayList<>();
    private final RelieveDisk relieve = new RelieveDisk(new RequestCleanup(jobs()), new ClockOfTheTest());
    private Instant now = Instant.parse("2026-01-01T12:00:00Z");

    /** How many clean-ups there have been, each of which is done. */
    private int cleanUps(DiskLevel level) {
        relieve.at(level).await().atMost(Duration.ofSeconds(5));
        return enqueued.size();
    }

    @Test
    void leavesADiskWithRoomToTheNight() {
        assertThat(cleanUps(DiskLevel.FINE)).isZero();
    }

    @Test
    void cleansUpAtOnceAndAgainWhenAnHourDidNotHelp() {
        assertThat(cleanUps(DiskLevel.HIGH)).isEqualTo(1);
        now = now.plus(Duration.ofMinutes(59));
        assertThat(cleanUps(DiskLevel.CRITICAL)).isEqualTo(1);
        now = now.plus(Duration.ofMinutes(1));
        assertThat(cleanUps(DiskLevel.CRITICAL)).isEqualTo(2);
        assertThat(enqueued).containsOnly(RequestCleanup.JOB);
    }

    private Jobs jobs() {
        return (Jobs) Proxy.newProxyInstance(
                Jobs.class.getClassLoader(), new Class<?>[] {Jobs.class}, (proxy, method, arguments) -> {
                    enqueued.add(((JobRequest) arguments[0]).type());
                    return Uni.createFrom().item(Uuid7.next());
                });
    }

    private final class ClockOfTheTest extends Clock {
        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}

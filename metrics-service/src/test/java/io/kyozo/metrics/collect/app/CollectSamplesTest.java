package io.kyozo.metrics.collect.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class CollectSamplesTest {
    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final List<Target> TARGETS = IntStream.range(0, 40)
            .mapToObj(i -> new Target(Uuid7.next(), Uuid7.next(), "docker", "c" + i, "127.0.0.1", null))
            .toList();

    private record Config(Duration timeout, int concurrency) implements CollectConfig {
        @Override
        public boolean kernelFiles() {
            return true;
        }

        @Override
        public Duration buffer() {
            return Duration.ofMinutes(1);
        }

        @Override
        public Duration diskInterval() {
            return Duration.ofMinutes(5);
        }
    }

    private static final CollectConfig CONFIG = new Config(Duration.ofMillis(200), 20);
    private volatile boolean stopped;

    private Uni<Reading> read(Target target) {
        boolean odd = Integer.parseInt(target.containerId().substring(1)) % 2 == 1;
        return stopped && odd
                ? Uni.createFrom().nothing()
                : Uni.createFrom().item(new Reading(Instant.now(), Map.of(Counter.MEMORY, 1L)));
    }

    private static List<Sample> round(CollectSamples samples) {
        return samples.collect(TARGETS).await().atMost(PATIENCE);
    }

    @Test
    void anEngineThatIsStoppedTakesOnlyItsOwnReplicasAwayAndForNoLonger() {
        ProxyCounters proxy = () -> Uni.createFrom().item(Map.of());
        CollectSamples samples = new CollectSamples(this::read, proxy, new HeardProbes(), CONFIG);
        assertThat(round(samples)).hasSize(40);
        stopped = true;
        long began = System.nanoTime();
        assertThat(round(samples)).hasSize(20);
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(3));
        stopped = false;
        assertThat(round(samples)).hasSize(40);
    }

    @Test
    void aProxyThatDoesNotAnswerTakesOnlyItsOwnMetricsAway() {
        ProxyCounters proxy = () -> Uni.createFrom().nothing();
        CollectSamples samples = new CollectSamples(this::read, proxy, new HeardProbes(), CONFIG);
        assertThat(round(samples)).hasSize(40).allSatisfy(sample -> {
            assertThat(sample.value(Metric.MEMORY)).isEqualTo(1);
            assertThat(sample.value(Metric.REQUESTS)).isNull();
        });
    }
}

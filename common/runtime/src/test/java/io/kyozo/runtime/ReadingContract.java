package io.kyozo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What every runtime must tell of what runs: its output, what it uses, answers to commands inside it. */
abstract class ReadingContract extends BuildContract {
    @Test
    void givesTheLastLinesOfBothStreams() throws Exception {
        var image = built(List.of());
        var talk = shell("for i in 1 2 3 4 5; do echo line-$i; done; echo oops >&2; sleep 300");
        runtime().create(container(id, image, talk)).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        awaitLine("oops");
        var all = runtime().logs(id, 100, false).collect().asList().await().atMost(PATIENCE);
        assertThat(all)
                .filteredOn(line -> line.stream().equals("stdout"))
                .extracting(LogLine::text)
                .containsExactly("line-1", "line-2", "line-3", "line-4", "line-5");
        assertThat(all)
                .filteredOn(line -> line.stream().equals("stderr"))
                .extracting(LogLine::text)
                .containsExactly("oops");
        var last = runtime().logs(id, 2, false).collect().asList().await().atMost(PATIENCE);
        assertThat(last).hasSize(2);
    }

    @Test
    void followsALogUntilTheContainerEnds() throws Exception {
        var image = built(List.of());
        var talk = shell("for i in 1 2 3; do echo tick-$i; sleep 0.5; done");
        runtime().create(container(id, image, talk)).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        var lines = runtime().logs(id, 100, true).collect().asList().await().atMost(PATIENCE);
        assertThat(lines).extracting(LogLine::text).containsExactly("tick-1", "tick-2", "tick-3");
    }

    @Test
    void aSlowReaderGetsEveryLineOnce() throws Exception {
        var image = built(List.of());
        runtime()
                .create(container(id, image, shell("i=0; while [ $i -lt 3000 ]; do i=$((i+1)); echo n-$i; done")))
                .await()
                .atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        var lines = runtime()
                .logs(id, 5000, true)
                .onItem()
                .call(line -> io.smallrye.mutiny.Uni.createFrom().voidItem())
                .collect()
                .asList()
                .await()
                .atMost(PATIENCE);
        assertThat(lines).hasSize(3000);
        assertThat(lines.get(2999).text()).isEqualTo("n-3000");
    }

    @Test
    void readsWhatARunningContainerUses() throws Exception {
        var image = built(List.of());
        var busy = shell("f=held; touch $f || f=/var/tmp/held; head -c 1000000 /dev/zero > $f; while true; do :; done");
        runtime().create(container(id, image, busy)).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> {
            assertThat(runtime().diskBytes(id).await().atMost(PATIENCE).orElseThrow())
                    .isBetween(1_000_000L, 2_000_000L);
            var stats = runtime().stats(id).await().atMost(PATIENCE);
            assertThat(stats.cpuNanos()).isGreaterThan(50_000_000L);
            assertThat(stats.memoryBytes()).isPositive();
            assertThat(stats.pids()).isPositive();
        });
    }

    @Test
    void runsACommandInsideAndCutsItOffInTime() throws Exception {
        var image = built(List.of());
        runtime().create(container(id, image, server())).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        var result = runtime()
                .exec(id, shell("echo $GREETING; exit 4"), PATIENCE)
                .await()
                .atMost(PATIENCE);
        assertThat(result.output()).isEqualTo("hello\n");
        assertThat(result.exitCode()).isEqualTo(4);
        assertFailure(
                () -> runtime()
                        .exec(id, shell("sleep 60"), Duration.ofSeconds(1))
                        .await()
                        .atMost(PATIENCE),
                RuntimeFailure.Kind.TIMEOUT);
        var flood = runtime()
                .exec(id, shell("yes | head -c 1000000"), PATIENCE)
                .await()
                .atMost(PATIENCE);
        assertThat(flood.output()).hasSizeLessThanOrEqualTo(65_536);
    }
}

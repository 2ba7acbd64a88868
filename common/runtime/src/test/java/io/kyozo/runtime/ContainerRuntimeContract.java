package io.kyozo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kyozo.runtime.ContainerInfo.State;
import io.kyozo.runtime.RuntimeInfo.Capability;
import java.net.http.HttpTimeoutException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** What every runtime must do, in the words of the port. An adapter's test says how a service is built there. */
public abstract class ContainerRuntimeContract extends RuntimeFixture {
    @Test
    void saysWhoItIs() {
        var info = runtime().info().await().atMost(PATIENCE);
        assertThat(info.name()).isEqualTo(runtime().name());
        assertThat(info.version()).isNotBlank();
    }

    @Test
    void servesAFolderOnALoopbackPort() throws Exception {
        var image = built(List.of("echo built > www/built.txt"));
        var created = runtime().create(container(id, image, server())).await().atMost(PATIENCE);
        assertThat(created.state()).isEqualTo(State.CREATED);
        assertThat(created.exitCode()).isNull();

        var started = runtime().start(id).await().atMost(PATIENCE);
        assertThat(started.state()).isEqualTo(State.RUNNING);
        assertThat(started.labels()).containsAllEntriesOf(labels);
        assertThat(started.startedAt()).isNotNull();
        assertThat(started.pid()).isPositive();
        var endpoint = started.endpoints().get(8080);
        assertThat(endpoint.host()).isEqualTo("127.0.0.1");
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(endpoint, "/built.txt")).contains("built"));
        assertThat(get(endpoint, "/index.html")).isEqualTo("it works");
    }

    @Test
    void reportsEachBuildStepAsItRuns() throws Exception {
        var lines = Collections.synchronizedList(new ArrayList<BuildLine>());
        Files.writeString(folder.resolve("file"), "x");
        var spec = build(id + ":1", List.of("echo one-$((1+1))", "echo three-$((2+2))"), PATIENCE);
        var image = runtime().build(spec, lines::add).await().atMost(PATIENCE);
        assertThat(image.id()).isNotBlank();
        assertThat(image.labels()).containsAllEntriesOf(labels);
        assertThat(lines).extracting(BuildLine::text).contains("one-2", "three-4");
        var one = lines.stream()
                .filter(line -> line.text().equals("one-2"))
                .findFirst()
                .orElseThrow();
        var three = lines.stream()
                .filter(line -> line.text().equals("three-4"))
                .findFirst()
                .orElseThrow();
        assertThat(one.step()).isPositive().isLessThan(three.step());
        assertThat(three.step()).isLessThanOrEqualTo(three.steps());
    }

    @Test
    void aFailedBuildLeavesNothing() throws Exception {
        var lines = Collections.synchronizedList(new ArrayList<BuildLine>());
        Files.writeString(folder.resolve("file"), id);
        var spec = build(id + ":1", List.of("echo before > marker", "echo the reason; exit 3"), PATIENCE);
        assertFailure(
                () -> runtime().build(spec, lines::add).await().atMost(PATIENCE), RuntimeFailure.Kind.BUILD_FAILED);
        assertThat(lines).extracting(BuildLine::text).contains("the reason");
        assertThat(runtime().findImage(id + ":1").await().atMost(PATIENCE)).isEmpty();
        assertThat(runtime().listImages(labels).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void stopsABuildThatTakesTooLong() throws Exception {
        Files.writeString(folder.resolve("file"), id);
        var spec = build(id + ":1", List.of("sleep 300"), Duration.ofSeconds(4));
        assertFailure(() -> runtime().build(spec, line -> {}).await().atMost(PATIENCE), RuntimeFailure.Kind.TIMEOUT);
        assertThat(runtime().findImage(id + ":1").await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void cancellingABuildStopsIt() throws Exception {
        Files.writeString(folder.resolve("file"), id);
        var running = new CompletableFuture<String>();
        var spec = build(id + ":1", List.of("echo running; sleep 5; echo survived > /dev/null", "echo late"), PATIENCE);
        var late = new CompletableFuture<String>();
        var subscription = runtime()
                .build(spec, line -> {
                    if (line.text().equals("running")) {
                        running.complete("yes");
                    }
                    if (line.text().equals("late")) {
                        late.complete("yes");
                    }
                })
                .subscribe()
                .with(image -> late.complete("built"), failure -> {});
        running.get(60, java.util.concurrent.TimeUnit.SECONDS);
        subscription.cancel();
        assertThatThrownBy(() -> late.get(7, java.util.concurrent.TimeUnit.SECONDS))
                .isInstanceOf(java.util.concurrent.TimeoutException.class);
        assertThat(runtime().findImage(id + ":1").await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void creatingAgainWithTheSameLabelsAnswersTheSameContainer() throws Exception {
        var image = built(List.of());
        var spec = container(id, image, server());
        var first = runtime().create(spec).await().atMost(PATIENCE);
        var again = runtime().create(spec).await().atMost(PATIENCE);
        assertThat(again.id()).isEqualTo(first.id());
        var other = new ContainerSpec(
                id,
                image,
                Map.of(Labels.MANAGED, "somebody-else"),
                List.of(),
                ".",
                Map.of(),
                null,
                "",
                List.of(),
                List.of(),
                ResourceLimits.NONE,
                false,
                5);
        assertFailure(() -> runtime().create(other).await().atMost(PATIENCE), RuntimeFailure.Kind.CONFLICT);
    }

    @Test
    void startAndStopMayBeRepeated() throws Exception {
        var image = built(List.of());
        runtime().create(container(id, image, server())).await().atMost(PATIENCE);
        var first = runtime().start(id).await().atMost(PATIENCE);
        var again = runtime().start(id).await().atMost(PATIENCE);
        assertThat(again.pid()).isEqualTo(first.pid());
        runtime().stop(id, Duration.ofSeconds(2)).await().atMost(PATIENCE);
        runtime().stop(id, Duration.ofSeconds(2)).await().atMost(PATIENCE);
        var stopped = runtime().inspect(id).await().atMost(PATIENCE).orElseThrow();
        assertThat(stopped.state()).isEqualTo(State.EXITED);
        assertThat(stopped.exitCode()).isNotNull();
        var restarted = runtime().start(id).await().atMost(PATIENCE);
        assertThat(restarted.state()).isEqualTo(State.RUNNING);
        assertThat(restarted.pid()).isNotEqualTo(first.pid());
    }

    @Test
    void killsWhatIgnoresBeingAskedToEnd() throws Exception {
        var image = built(List.of());
        var stubborn = shell("trap '' TERM; echo ready; while true; do sleep 1; done");
        runtime().create(container(id, image, stubborn)).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        awaitLine("ready");
        runtime().stop(id, Duration.ofSeconds(1)).await().atMost(PATIENCE);
        var stopped = runtime().inspect(id).await().atMost(PATIENCE).orElseThrow();
        assertThat(stopped.state()).isEqualTo(State.EXITED);
        assertThat(stopped.exitCode()).isEqualTo(137);
    }

    @Test
    void freezesAndThaws() throws Exception {
        var image = built(List.of());
        runtime().create(container(id, image, server())).await().atMost(PATIENCE);
        assertFailure(() -> runtime().pause(id).await().atMost(PATIENCE), RuntimeFailure.Kind.CONFLICT);
        var endpoint = runtime().start(id).await().atMost(PATIENCE).endpoints().get(8080);
        await().atMost(PATIENCE)
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(get(endpoint, "/index.html")).isEqualTo("it works"));

        runtime().pause(id).await().atMost(PATIENCE);
        runtime().pause(id).await().atMost(PATIENCE);
        var paused = runtime().inspect(id).await().atMost(PATIENCE).orElseThrow();
        assertThat(paused.state()).isEqualTo(State.PAUSED);
        assertThat(paused.exitCode()).isNull();
        assertThatThrownBy(() -> get(endpoint, "/index.html")).isInstanceOf(HttpTimeoutException.class);

        var thawed = runtime().unpause(id).await().atMost(PATIENCE);
        assertThat(thawed.state()).isEqualTo(State.RUNNING);
        assertThat(thawed.pid()).isEqualTo(paused.pid());
        assertThat(get(endpoint, "/index.html")).isEqualTo("it works");
        assertThat(runtime().unpause(id).await().atMost(PATIENCE).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void stopsWhatIsFrozen() throws Exception {
        var image = built(List.of());
        runtime().create(container(id, image, server())).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        runtime().pause(id).await().atMost(PATIENCE);
        runtime().stop(id, Duration.ofSeconds(2)).await().atMost(PATIENCE);
        assertThat(runtime().inspect(id).await().atMost(PATIENCE).orElseThrow().state())
                .isEqualTo(State.EXITED);
        assertThat(runtime().start(id).await().atMost(PATIENCE).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void holdsAContainerToItsLimits() throws Exception {
        var able = runtime().info().await().atMost(PATIENCE).capabilities();
        assumeTrue(able.containsAll(List.of(Capability.MEMORY_LIMIT, Capability.PIDS_LIMIT)));
        var image = built(List.of());
        var greedy = "for i in $(seq 100); do sleep 300 & done; wait";
        runtime().create(container(id, image, shell(greedy))).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(runtime()
                                .logs(id, 10, false)
                                .collect()
                                .asList()
                                .await()
                                .atMost(PATIENCE))
                        .extracting(LogLine::text)
                        .anyMatch(
                                line -> line.toLowerCase(java.util.Locale.ROOT).contains("fork")));
        runtime().remove(id).await().atMost(PATIENCE);

        runtime().create(container(id, image, server())).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        assertThat(runtime().stats(id).await().atMost(PATIENCE).memoryLimitBytes())
                .isEqualTo(128L << 20);
    }

    @Test
    void saysThatAChildWasKilledForWantOfMemory() throws Exception {
        assumeTrue(runtime().info().await().atMost(PATIENCE).capabilities().contains(Capability.MEMORY_LIMIT));
        var image = built(List.of());
        var before = Instant.now().minusSeconds(1);
        var hungry = "node -e 'const a=[];for(;;)a.push(Buffer.alloc(1<<20,1))'; echo survived; sleep 300";
        runtime().create(container(id, image, shell(hungry))).await().atMost(PATIENCE);
        assertThat(runtime().oomKills(labels, before).await().atMost(PATIENCE)).isEmpty();
        runtime().start(id).await().atMost(PATIENCE);
        awaitLine("survived");

        var kills = runtime().oomKills(labels, before).await().atMost(PATIENCE);
        assertThat(kills).isNotEmpty().allSatisfy(kill -> {
            assertThat(kill.container()).isEqualTo(id);
            assertThat(kill.at()).isBetween(before, Instant.now().plusSeconds(1));
        });
        assertThat(runtime().oomKills(labels, before).await().atMost(PATIENCE)).isEqualTo(kills);
        assertThat(runtime()
                        .oomKills(Map.of(Labels.MANAGED, "somebody-else"), before)
                        .await()
                        .atMost(PATIENCE))
                .isEmpty();
        assertThat(runtime().inspect(id).await().atMost(PATIENCE).orElseThrow().state())
                .isEqualTo(State.RUNNING);
    }

    @Test
    void recordsHowAProcessEnded() throws Exception {
        var image = built(List.of());
        runtime().create(container(id, image, shell("exit 7"))).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        await().atMost(PATIENCE).untilAsserted(() -> {
            var seen = runtime().inspect(id).await().atMost(PATIENCE).orElseThrow();
            assertThat(seen.state()).isEqualTo(State.EXITED);
            assertThat(seen.exitCode()).isEqualTo(7);
            assertThat(seen.oomKilled()).isFalse();
        });
    }

    @Test
    void removesWhatRunsAndForgivesWhatIsGone() throws Exception {
        var image = built(List.of());
        runtime().create(container(id, image, server())).await().atMost(PATIENCE);
        runtime().start(id).await().atMost(PATIENCE);
        runtime().remove(id).await().atMost(PATIENCE);
        runtime().remove(id).await().atMost(PATIENCE);
        runtime().removeImage(image).await().atMost(PATIENCE);
        runtime().removeImage(image).await().atMost(PATIENCE);
        runtime().removeNetwork(id).await().atMost(PATIENCE);
        runtime().removeVolume(id).await().atMost(PATIENCE);
        assertThat(runtime().inspect(id).await().atMost(PATIENCE)).isEmpty();
        assertThat(runtime().list(labels).await().atMost(PATIENCE)).isEmpty();
        assertThat(runtime().findImage(image).await().atMost(PATIENCE)).isEmpty();
    }

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
        runtime()
                .create(
                        container(
                                id,
                                image,
                                shell(
                                        "f=held; touch $f || f=/var/tmp/held; head -c 1000000 /dev/zero > $f; while true; do :; done")))
                .await()
                .atMost(PATIENCE);
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

    @Test
    void keepsNetworksAndVolumesByName() throws Exception {
        for (var repeat = 0; repeat < 2; repeat++) {
            runtime().ensureNetwork(id, labels).await().atMost(PATIENCE);
            runtime().ensureVolume(id, labels).await().atMost(PATIENCE);
        }
        assertThat(runtime().listNetworks(labels).await().atMost(PATIENCE)).containsExactly(id);
        assertThat(runtime().listVolumes(labels).await().atMost(PATIENCE)).containsExactly(id);
        var foreign = Map.of(Labels.MANAGED, "somebody-else");
        assertFailure(
                () -> runtime().ensureNetwork(id, foreign).await().atMost(PATIENCE), RuntimeFailure.Kind.CONFLICT);
        assertFailure(() -> runtime().ensureVolume(id, foreign).await().atMost(PATIENCE), RuntimeFailure.Kind.CONFLICT);
        runtime().removeNetwork(id).await().atMost(PATIENCE);
        runtime().removeVolume(id).await().atMost(PATIENCE);
        assertThat(runtime().listNetworks(labels).await().atMost(PATIENCE)).isEmpty();
        assertThat(runtime().listVolumes(labels).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void saysThatAnUnknownContainerIsNotFound() {
        assertThat(runtime().inspect(id).await().atMost(PATIENCE)).isEmpty();
        assertFailure(() -> runtime().start(id).await().atMost(PATIENCE), RuntimeFailure.Kind.NOT_FOUND);
        assertFailure(() -> runtime().stats(id).await().atMost(PATIENCE), RuntimeFailure.Kind.NOT_FOUND);
        assertFailure(
                () -> runtime().logs(id, 1, false).collect().asList().await().atMost(PATIENCE),
                RuntimeFailure.Kind.NOT_FOUND);
    }
}

package io.kyozo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kyozo.runtime.ContainerInfo.State;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.smallrye.mutiny.Uni;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * What every runtime must do, in the words of the port: {@link BuildContract builds}, {@link ReadingContract reading}, and here
 * the lives of containers, networks and volumes. An adapter's test says how a service is built there.
 */
public abstract class ContainerRuntimeContract extends ReadingContract {
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
    void aNetworkThatManyAskForAtOnceIsMadeOnce() throws Exception {
        var asked = Stream.generate(() -> runtime().ensureNetwork(id, labels))
                .limit(6)
                .toList();
        var unused = Uni.join().all(asked).andFailFast().await().atMost(PATIENCE);
        assertThat(runtime().listNetworks(labels).await().atMost(PATIENCE)).containsExactly(id);
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

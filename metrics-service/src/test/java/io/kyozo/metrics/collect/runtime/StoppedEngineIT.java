package io.kyozo.metrics.collect.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.CollectConfig;
import io.kyozo.metrics.collect.app.CollectSamples;
import io.kyozo.metrics.collect.app.HeardProbes;
import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.series.Sample;
import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.OwnEngine;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that takes connections and answers nothing: what the kernel tells goes on, and nothing waits for the rest. */
@NeedsEngine(images = StoppedEngineIT.IMAGE)
class StoppedEngineIT {
    static final String IMAGE = "debian:bookworm-slim";

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    /** The least time between two rounds, with the shortest interval that a person may set. */
    private static final Duration ROUND = Duration.ofSeconds(5);

    private static final int FAR = 40;

    @TempDir
    Path folder;

    private OwnEngine engine;
    private DockerContainerRuntime runtime;
    private CollectSamples samples;

    @BeforeEach
    void start() {
        var started = OwnEngine.start(folder);
        Assumptions.assumeTrue(started.isPresent(), "no engine of its own can run here");
        engine = started.get();
        engine.copyImage(IMAGE);
        runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(engine.host())));
        CollectConfig config = new Patient(Duration.ofSeconds(3), true);
        RuntimeCounters counters =
                new RuntimeCounters(runtime, new LocalCounters(), new DiskUse(runtime, config), config);
        samples = new CollectSamples(counters, () -> Uni.createFrom().item(Map.of()), new HeardProbes(), config);
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            runtime.close();
            engine.close();
        }
    }

    private String container() throws IOException, InterruptedException {
        Process run = new ProcessBuilder("docker", "--host", engine.host(), "run", "-d", IMAGE, "sleep", "600").start();
        String id = new String(run.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(run.waitFor()).isZero();
        return id;
    }

    private static Target target(String container) {
        return new Target(Uuid7.next(), Uuid7.next(), "docker", container, "127.0.0.1", null);
    }

    private List<Sample> round(List<Target> targets) {
        return samples.collect(targets).await().atMost(PATIENCE);
    }

    @Test
    void takesAwayOnlyWhatItAloneKnows() throws Exception {
        Target near = target(container());
        assertThat(round(List.of(near))).hasSize(1);
        String unseen = container();
        List<Target> all = new ArrayList<>(List.of(near));
        for (int i = 0; i < FAR; i++) {
            all.add(0, target(unseen));
        }

        engine.pause();
        await().atMost(PATIENCE).pollDelay(Duration.ZERO).untilAsserted(() -> {
            Instant began = Instant.now();
            assertThat(round(all)).singleElement().satisfies(sample -> {
                assertThat(sample.instanceId()).isEqualTo(near.instanceId());
                assertThat(sample.value(Metric.CPU)).isNotNull();
                assertThat(sample.at()).isBefore(began.plusSeconds(1));
            });
            assertThat(runtime.circuit().state()).isNotEqualTo(Circuit.State.CLOSED);
            assertThat(Duration.between(began, Instant.now())).isLessThan(ROUND);
        });

        engine.resume();
        await().atMost(PATIENCE).until(() -> round(all).size() == 1 + FAR);
    }
}

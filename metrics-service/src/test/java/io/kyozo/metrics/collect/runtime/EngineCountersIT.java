package io.kyozo.metrics.collect.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import io.kyozo.contracts.Uuid7;
import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A container of a real engine: by the kernel's files and by the engine's own API. */
@NeedsEngine(images = StoppedEngineIT.IMAGE)
class EngineCountersIT {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final long MEBI = 1 << 20;
    /** Holds 8 MiB on disk, wants more CPU than it may have for a second, then rests. */
    private static final String WORK =
            "dd if=/dev/zero of=/big bs=1M count=8;" + " timeout 1 sh -c 'while :; do :; done'; exec sleep 600";

    private final String host = PrivateEngine.host().orElseThrow();
    private DockerContainerRuntime runtime;
    private Target target;

    @BeforeEach
    void start() throws IOException, InterruptedException {
        runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(host)));
        String id = docker("run", "-d", "--memory", "64m", "--cpus", "0.3", StoppedEngineIT.IMAGE, "sh", "-c", WORK);
        target = new Target(Uuid7.next(), Uuid7.next(), "docker", id, "127.0.0.1", null);
    }

    @AfterEach
    void stop() throws IOException, InterruptedException {
        assertThat(docker("rm", "-f", target.containerId())).isNotEmpty();
        runtime.close();
    }

    private String docker(String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("docker", "--host", host));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return said;
    }

    private RuntimeCounters counters(boolean kernelFiles) {
        Patient config = new Patient(Duration.ofSeconds(10), kernelFiles);
        return new RuntimeCounters(runtime, new LocalCounters(), new DiskUse(runtime, config), config);
    }

    private Reading read(RuntimeCounters counters) {
        return counters.read(target).await().atMost(PATIENCE);
    }

    @Test
    void theKernelAndTheEngineSayTheSame() {
        await().atMost(PATIENCE)
                .until(() -> read(counters(true)).of(Counter.PIDS).orElse(0) == 1);
        RuntimeCounters near = counters(true);
        RuntimeCounters asked = counters(false);
        Reading files = read(near);
        Reading engine = read(asked);
        assertThat(near.isNear(target)).isTrue();
        assertThat(asked.isNear(target)).isFalse();
        assertThat(files.of(Counter.CPU_NANOS).orElseThrow())
                .isGreaterThan(100_000_000L)
                .isCloseTo(engine.of(Counter.CPU_NANOS).orElseThrow(), within(50_000_000L));
        assertThat(files.of(Counter.MEMORY).orElseThrow())
                .isCloseTo(engine.of(Counter.MEMORY).orElseThrow(), within(4 * MEBI));
        assertThat(files.of(Counter.MEMORY_LIMIT)).hasValue(64 * MEBI);
        assertThat(engine.of(Counter.MEMORY_LIMIT)).hasValue(64 * MEBI);
        assertThat(engine.of(Counter.PIDS)).hasValue(1);
        assertThat(engine.of(Counter.RECEIVED)).isPresent();
        assertThat(files.of(Counter.RECEIVED)).isPresent();
        assertThat(files.of(Counter.THROTTLED_NANOS).orElseThrow()).isPositive();
        await().atMost(PATIENCE)
                .untilAsserted(() ->
                        assertThat(read(near).of(Counter.DISK_USED).orElse(0)).isBetween(8 * MEBI, 9 * MEBI));
    }

    @Test
    void aContainerThatIsStartedAnewIsCountedAndReadOn() throws Exception {
        RuntimeCounters near = counters(true);
        await().atMost(PATIENCE).until(() -> read(near).of(Counter.CPU_NANOS).orElse(0) > 200_000_000L);
        assertThat(read(near).of(Counter.RESTARTS)).hasValue(0);
        assertThat(docker("restart", "-t", "0", target.containerId())).isNotEmpty();
        await().atMost(PATIENCE).ignoreExceptions().untilAsserted(() -> {
            assertThat(read(near).of(Counter.RESTARTS)).hasValue(1);
            assertThat(near.isNear(target)).isTrue();
        });
    }
}

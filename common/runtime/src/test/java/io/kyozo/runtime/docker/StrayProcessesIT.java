package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeFixture;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.OwnEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine is killed right after it started a container: the next one knows nothing of its processes. */
@NeedsEngine(images = TestEngine.BASE)
class StrayProcessesIT {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final ContainerSpec SPEC = RuntimeFixture.plain(
            "stray",
            TestEngine.BASE,
            Map.of(),
            List.of("node", "-e", "setInterval(() => {}, 1000)"),
            ResourceLimits.NONE);

    @Test
    void whatAFormerEngineStartedEndsWithItsContainer(@TempDir Path folder) throws Exception {
        var started = OwnEngine.start(folder);
        Assumptions.assumeTrue(started.isPresent(), "no engine of its own can run here");
        try (var engine = started.get();
                var runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(engine.host())))) {
            engine.copyImage(TestEngine.BASE);
            runtime.create(SPEC).await().atMost(PATIENCE);
            var container = runtime.start("stray").await().atMost(PATIENCE);
            var process = ProcessHandle.of(container.pid()).orElseThrow();

            engine.kill();
            engine.forgetStart(container.id());
            engine.restart();

            assertThat(runtime.inspect("stray").await().atMost(PATIENCE))
                    .hasValueSatisfying(seen -> assertThat(seen.state()).isNotEqualTo(ContainerInfo.State.RUNNING));
            assertThat(process.isAlive()).as("the next engine leaves it alone").isTrue();
            assertThatThrownBy(() -> runtime.start("stray").await().atMost(PATIENCE))
                    .isInstanceOfSatisfying(
                            RuntimeFailure.class,
                            failure -> assertThat(failure.kind()).isEqualTo(RuntimeFailure.Kind.CONFLICT));

            runtime.remove("stray").await().atMost(PATIENCE);
            assertThat(process.isAlive()).isFalse();
            runtime.create(SPEC).await().atMost(PATIENCE);
            assertThat(runtime.start("stray").await().atMost(PATIENCE).state()).isEqualTo(ContainerInfo.State.RUNNING);
        }
    }
}

package io.kyozo.runtime.docker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.kyozo.runtime.Circuit.State;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.OwnEngine;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An engine that stops answering, dies and comes back: callers are told soon, and work again soon. */
@NeedsEngine
class EngineOutageIT {
    /** A call looks after 5 s whether the engine is there, and gives it 5 s to say so. */
    private static final Duration NOTICED = Duration.ofSeconds(12);

    private static final Duration AT_ONCE = Duration.ofSeconds(1);

    @TempDir
    Path folder;

    private OwnEngine engine;
    private DockerContainerRuntime runtime;

    @BeforeEach
    void start() {
        var started = OwnEngine.start(folder);
        Assumptions.assumeTrue(started.isPresent(), "no engine of its own can run here");
        engine = started.get();
        runtime = new DockerContainerRuntime(DockerSettings.at(URI.create(engine.host())));
        assertThat(runtime.info().await().atMost(NOTICED).version()).isNotEmpty();
    }

    @AfterEach
    void stop() {
        if (engine != null) {
            runtime.close();
            engine.close();
        }
    }

    @Test
    void isNoticedRefusedAndOver() {
        engine.pause();
        var stream = runtime.list(Map.of()).subscribeAsCompletionStage();
        assertThatThrownBy(() -> runtime.info().await().atMost(NOTICED)).isInstanceOf(RuntimeFailure.class);
        assertThat(stream).failsWithin(NOTICED);
        assertThat(runtime.circuit().state()).isNotEqualTo(State.CLOSED);
        refusesAtOnce();
        engine.resume();
        answersAgain();
        assertThat(runtime.circuit().state()).isEqualTo(State.CLOSED);

        var killed = Instant.now();
        engine.kill();
        assertThatThrownBy(() -> runtime.info().await().atMost(AT_ONCE))
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind()).isEqualTo(RuntimeFailure.Kind.UNAVAILABLE));
        engine.restart();
        answersAgain();
        assertThat(runtime.circuit().outages()).isEqualTo(2);
        assertThat(runtime.upSince())
                .hasValueSatisfying(since -> assertThat(since).isAfter(killed));
    }

    private void refusesAtOnce() {
        await().atMost(NOTICED)
                .untilAsserted(
                        () -> assertThatThrownBy(() -> runtime.info().await().atMost(AT_ONCE))
                                .isInstanceOf(RuntimeFailure.class)
                                .hasMessageContaining("has not answered since"));
    }

    private void answersAgain() {
        await().atMost(NOTICED)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(runtime.info().await().atMost(NOTICED).version())
                                .isNotEmpty());
    }
}

package io.kyozo.home;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StateFileTest {
    private static final Instant NOW = Instant.parse("2026-01-01T10:00:00Z");

    @TempDir
    private Path folder;

    @Test
    void readsWhatItWrote() throws IOException {
        StateFile file = new StateFile(folder.resolve("state.json"));
        LauncherState state = new LauncherState(
                LauncherState.Status.READY,
                new ProcessIdentity(42, NOW),
                NOW,
                "1.0",
                "http://localhost:8080",
                "docker",
                "",
                List.of(
                        PartState.waiting("kafka"),
                        new PartState(
                                "analyzer",
                                PartState.Status.READY,
                                new ProcessIdentity(43, NOW),
                                8081,
                                Duration.ofMillis(1500),
                                2,
                                "fine")));

        file.write(state);

        assertThat(file.read()).contains(state);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(folder.resolve("state.json"));
        }
    }

    @Test
    void readsNothingWhereThereIsNone() throws IOException {
        assertThat(new StateFile(folder.resolve("none.json")).read()).isEmpty();
    }

    @Test
    void readsNothingWhereItIsNoJson() throws IOException {
        Path file = Files.writeString(folder.resolve("state.json"), "{ cut");

        assertThat(new StateFile(file).read()).isEmpty();
    }
}

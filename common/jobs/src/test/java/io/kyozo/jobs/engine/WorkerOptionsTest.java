package io.kyozo.jobs.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.jobs.Worker;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WorkerOptionsTest {
    private static final Set<String> QUEUES = Set.of("deployment", "health");

    @Worker(type = "route.switch-over", queue = "deployment")
    private static final class Defaults {}

    @Worker(type = "route.switch-over", queue = "deploymet")
    private static final class MistypedQueue {}

    @Worker(type = "SwitchOver", queue = "health")
    private static final class BadType {}

    @Worker(type = "a.b", queue = "health", maxAttempts = 0)
    private static final class NoAttempts {}

    @Worker(type = "a.b", queue = "health", timeout = "10 minutes")
    private static final class BadTimeout {}

    @Worker(type = "a.b", queue = "health", timeout = "PT0S")
    private static final class NoTime {}

    @Worker(type = "a.b", queue = "health", backoffBase = "PT1M", backoffCap = "PT1S")
    private static final class CapBelowBase {}

    private static WorkerOptions read(Class<?> type) {
        return WorkerOptions.of(type.getAnnotation(Worker.class), type.getSimpleName(), QUEUES);
    }

    @Test
    void readsTheDefaults() {
        assertThat(read(Defaults.class))
                .isEqualTo(new WorkerOptions(
                        "route.switch-over",
                        "deployment",
                        3,
                        Duration.ofMinutes(10),
                        new Backoff(Duration.ofSeconds(5), Duration.ofSeconds(30))));
    }

    @Test
    void saysWhichQueueWasMeant() {
        assertThatThrownBy(() -> read(MistypedQueue.class))
                .hasMessage("@Worker on MistypedQueue: there is no queue \"deploymet\"; did you mean \"deployment\"?");
    }

    @ParameterizedTest
    @ValueSource(classes = {BadType.class, NoAttempts.class, BadTimeout.class, NoTime.class, CapBelowBase.class})
    void refusesWhatCannotBeAndNamesTheHandler(Class<?> type) {
        assertThatThrownBy(() -> read(type))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("@Worker on " + type.getSimpleName() + ": ");
    }
}

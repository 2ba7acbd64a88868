package io.kyozo.monitor.alert;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.monitor.alert.AlertWatch.Phase;
import io.kyozo.monitor.alert.Surroundings.Engine;
import io.kyozo.monitor.alert.Surroundings.Neighbour;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SurroundingsTest {
    private static final Engine FINE = new Engine("docker", 100, 3, 0);
    private final Map<String, Neighbour> neighbours = new HashMap<>();

    @Test
    void theFarthestThatFailsIsToBlame() {
        service("web", true, "api");
        service("api", true, "postgres");
        service("postgres", true);
        assertThat(around(FINE).causeOf("web")).contains("postgres");
        assertThat(around(FINE).causeOf("api")).contains("postgres");
        assertThat(around(FINE).causeOf("postgres")).isEmpty();
    }

    @Test
    void whatIsWellIsNotToBlame() {
        service("api", true, "postgres", "redis", "not-there");
        service("postgres", false);
        service("redis", false);
        assertThat(around(FINE).causeOf("api")).isEmpty();
        assertThat(around(FINE).causeOf("nobody-knows-it")).isEmpty();
    }

    @Test
    void aCauseIsFoundBehindOneThatDoesNotNotice() {
        service("web", true, "api");
        service("api", false, "postgres");
        service("postgres", true);
        assertThat(around(FINE).causeOf("web")).contains("postgres");
    }

    @Test
    void inACircleOneIsToBlameAndDoesNotBlameTheOthers() {
        service("a", true, "b");
        service("b", true, "c");
        service("c", true, "a");
        assertThat(around(FINE).causeOf("a")).isEmpty();
        assertThat(around(FINE).causeOf("b")).isPresent();
        assertThat(around(FINE).causeOf("c")).isPresent();
        service("alone", true, "alone");
        assertThat(around(FINE).causeOf("alone")).isEmpty();
    }

    @Test
    void whereNearlyAllFailsTheEngineIsToBlame() {
        service("web", true);
        assertThat(around(new Engine("docker", 10, 8, 0)).causeOf("web")).contains("the docker engine");
        assertThat(around(new Engine("docker", 10, 7, 0)).causeOf("web")).isEmpty();
        assertThat(around(new Engine("docker", 4, 4, 0)).causeOf("web")).isEmpty();
    }

    @Test
    void whatBecomesSlowTogetherHasOneCauseUntilItIsOver() {
        Engine together = new Engine("docker", 10, 9, 8);
        Engine oneByOne = new Engine("docker", 10, 9, 7);
        assertThat(Signal.degraded(together, false, Phase.QUIET)).isEqualTo(Signal.BAD);
        assertThat(Signal.degraded(oneByOne, false, Phase.QUIET)).isEqualTo(Signal.UNSURE);
        assertThat(Signal.degraded(oneByOne, false, Phase.PENDING)).isEqualTo(Signal.BAD);
        assertThat(Signal.degraded(oneByOne, false, Phase.FIRING)).isEqualTo(Signal.BAD);
        assertThat(Signal.degraded(together, true, Phase.PENDING))
                .as("told as down")
                .isEqualTo(Signal.UNSURE);
        assertThat(Signal.degraded(new Engine("docker", 10, 7, 7), false, Phase.FIRING))
                .isEqualTo(Signal.GOOD);
    }

    private void service(String name, boolean suspect, String... dependsOn) {
        neighbours.put(name, new Neighbour(List.of(dependsOn), suspect));
    }

    private Surroundings around(Engine engine) {
        Optional<String> atFault = engine.isAtFault() ? Optional.of(engine.name()) : Optional.empty();
        return new Surroundings(neighbours, atFault);
    }
}

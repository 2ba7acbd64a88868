package io.kyozo.testkit.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdgeScriptTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @Test
    void anImageWithoutRecipeIsRefusedWithTheListOfThoseThatHaveOne() {
        EdgeScript.Outcome refused = run("base-images.sh", "build", "node:20-bookworm-slim", "cobol:1");

        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).contains("no recipe for cobol:1", "postgres:15-bookworm");
    }

    @Test
    void noEngineIsSaidSo() {
        EdgeScript.Outcome refused = run("base-images.sh", "build", "debian:bookworm-slim");

        assertThat(refused.code()).isEqualTo(4);
        assertThat(refused.messages()).isNotEmpty();
    }

    @Test
    void listsEveryRecipe() {
        EdgeScript.Outcome listed = run("base-images.sh", "list");

        assertThat(listed.code()).isZero();
        assertThat(listed.output()).contains("node:20-bookworm-slim", "redis:7-bookworm");
    }

    @Test
    void wrongCallsShowHowItIsCalled(@TempDir Path folder) {
        assertThat(run("engine.sh").code()).isEqualTo(2);
        assertThat(run("engine.sh", "begin", folder.toString()).messages()).contains("engine.sh start DIR");
        assertThat(run("base-images.sh", "build").messages()).contains("base-images.sh list");
    }

    @Test
    void anEngineThatWasNeverStartedDoesNotRun(@TempDir Path folder) {
        EdgeScript.Outcome status =
                run("engine.sh", "status", folder.resolve("none of it").toString());

        assertThat(status.code()).isEqualTo(3);
        assertThat(status.messages()).contains("not running");
    }

    private static EdgeScript.Outcome run(String script, String... arguments) {
        return EdgeScript.named(script).run(Map.of("DOCKER_HOST", "unix:///nowhere/docker.sock"), SOON, arguments);
    }
}

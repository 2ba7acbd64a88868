package io.kyozo.deployer.backup;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DumpToolTest {
    /** A shell reads the whole script and runs nothing of it. */
    @ParameterizedTest
    @ValueSource(strings = {"postgres", "mysql", "mariadb", "redis", "valkey", "rabbitmq", "mongodb"})
    void itsScriptsAreSoundAndNameNoPassword(String stack) throws IOException, InterruptedException {
        var tool = DumpTool.ofStack(stack).orElseThrow();
        for (var argv : List.of(tool.dump(), tool.restore())) {
            var check = new ProcessBuilder("sh", "-n", "-c", argv.get(2))
                    .redirectErrorStream(true)
                    .start();
            var said = new String(check.getInputStream().readAllBytes());
            assertThat(check.waitFor(10, TimeUnit.SECONDS)).isTrue();
            assertThat(said).isEmpty();
            assertThat(check.exitValue()).isZero();
        }
    }

    @Test
    void mongoReplacesTheDataButNotItsUsers() {
        var tool = DumpTool.ofStack("mongodb").orElseThrow();
        assertThat(tool.dumpScript()).contains("mongodump --quiet --archive");
        assertThat(tool.restoreScript()).contains("mongorestore", "--drop", "--nsExclude='admin.*'");
    }

    @Test
    void knowsNoToolForOtherStacks() {
        assertThat(DumpTool.ofStack("node")).isEmpty();
    }
}

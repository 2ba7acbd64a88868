package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RehearseCommandTest {
    @TempDir
    private Path temporary;

    @Test
    void goesThroughAnAnalysisAndADeployment() throws IOException {
        Path folder = Files.createDirectories(temporary.resolve("site"));
        Files.writeString(folder.resolve("index.html"), "hello");

        int exit = Kyozo.commandLine(Terminal.ofProcess())
                .execute(
                        "rehearse", folder.toString(), temporary.resolve("home").toString());

        assertThat(exit).isEqualTo(ExitCode.OK);
    }
}

package io.kyozo.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Runs with what the command line ships: that no framework is on its class path is a part of what is tested. */
class AnalyzeCommandTest {
    private static final String TODO = "../samples/todo";

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    @Test
    void tellsWhatAFolderHolds() {
        assertThat(run("analyze", TODO)).isEqualTo(ExitCode.OK);
        assertThat(text())
                .contains("3 services", "Start order: postgres → api → web", "listens on 4000", "needs api (http)");
    }

    @Test
    void explainsWithFilesAndLines() {
        assertThat(run("analyze", "--explain", TODO)).isEqualTo(ExitCode.OK);
        assertThat(text()).contains("because", "api/package.json:", "DATABASE_URL", "a generated Dockerfile");
    }

    @Test
    void printsTheDocumentThatTheApiAnswers() throws IOException {
        assertThat(run("analyze", "--json", TODO)).isEqualTo(ExitCode.OK);
        JsonNode document = new ObjectMapper().readTree(text());
        assertThat(document.path("schemaVersion").asInt()).isEqualTo(1);
        assertThat(document.path("services").findValuesAsText("name")).contains("postgres", "api", "web");
    }

    @Test
    void writesGeneratedFilesIntoANewFolderOnly(@TempDir Path temp) throws IOException {
        Path target = temp.resolve("generated");
        assertThat(run("analyze", TODO, "--files", target.toString())).isEqualTo(ExitCode.OK);
        assertThat(target.resolve("api/Dockerfile")).isNotEmptyFile();
        assertThat(target.resolve("compose.yaml")).isNotEmptyFile();

        Files.writeString(target.resolve("compose.yaml"), "mine");
        assertThat(run("analyze", TODO, "--files", target.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(target.resolve("compose.yaml")).hasContent("mine");
    }

    @ParameterizedTest
    @ValueSource(strings = {"analyze no-such-folder", "analyze pom.xml", "analyze . --json --explain"})
    void saysWhatIsWrongWithTheQuestion(String line) {
        assertThat(run(line.split(" "))).isEqualTo(ExitCode.USAGE);
        assertThat(text()).isEmpty();
    }

    @Test
    void standsWithoutFrameworks() {
        for (String type : List.of("io.quarkus.runtime.Quarkus", "io.vertx.core.Vertx", "io.smallrye.mutiny.Uni")) {
            assertThatThrownBy(() -> Class.forName(type)).isInstanceOf(ClassNotFoundException.class);
        }
    }

    private int run(String... arguments) {
        out.reset();
        Terminal terminal = new Terminal(print(out), print(err), false);
        return Kyozo.commandLine(terminal).execute(arguments);
    }

    private String text() {
        return out.toString(StandardCharsets.UTF_8);
    }

    private static PrintStream print(ByteArrayOutputStream to) {
        return new PrintStream(to, true, StandardCharsets.UTF_8);
    }
}

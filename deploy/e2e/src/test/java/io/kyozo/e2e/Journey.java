package io.kyozo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What a person goes through, in that order, in one installation; the same on every runtime. The tests build on each
 * other: what the first deploys the last removes.
 */
@Tag("e2e")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class Journey {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final String PAGE = "app.get('/', (request, response) => {";

    private final Map<Sample, Project> projects = new EnumMap<>(Sample.class);
    private final Map<Sample, String> addresses = new EnumMap<>(Sample.class);
    private final LocalInstallation installation = installation();

    abstract LocalInstallation installation();

    /** Containers, networks, volumes of the installation of this id that are left on the runtime. */
    abstract List<String> leftovers(String installationId);

    @BeforeAll
    void start() {
        installation.up().succeeds();
    }

    @AfterAll
    void end() {
        CommandRun down = installation.kyozo("down", "--purge");
        assertThat(down.code()).as(down.output()).isZero();
    }

    @Order(1)
    @ParameterizedTest
    @EnumSource
    void deploysAFolder(Sample sample) throws IOException {
        Project project = Project.copyOf(sample, installation.work());
        projects.put(sample, project);

        CommandRun deployed = installation.deploy(project).succeeds();

        String address = deployed.address(sample.page());
        addresses.put(sample, address);
        assertThat(installation.gateway().get(address).body()).contains(sample.text());
    }

    @Order(2)
    @Test
    void joinsTheServicesOfAFolder() throws IOException {
        String todos = addresses.get(Sample.TODO) + "/api/todos";
        Gateway gateway = installation.gateway();

        assertThat(gateway.post(todos, "{\"title\":\"buy milk\"}").statusCode()).isEqualTo(201);
        assertThat(gateway.get(todos).body()).contains("buy milk");
    }

    @Order(3)
    @ParameterizedTest
    @EnumSource
    void watchesEveryService(Sample sample) {
        for (String name : sample.services()) {
            String id = service(sample, name).path("id").asText();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(installation
                                    .gateway()
                                    .api("/api/v1/health-checks/" + id)
                                    .at("/data/attributes/status")
                                    .asText())
                            .isEqualToIgnoringCase("healthy"));
        }
    }

    @Order(4)
    @ParameterizedTest
    @EnumSource
    void measuresEveryService(Sample sample) {
        for (String name : sample.services()) {
            String id = service(sample, name).path("id").asText();
            await().atMost(PATIENCE)
                    .untilAsserted(() -> assertThat(installation
                                    .gateway()
                                    .api("/api/v1/metrics/" + id + "?metric=memory")
                                    .at("/data/attributes/points"))
                            .isNotEmpty());
        }
    }

    @Order(5)
    @Test
    void showsWhatRunsAndWhatItPrints() {
        assertThat(installation.kyozo("status").succeeds().output())
                .contains("todo/web", "todo/api", "todo/postgres", "node-express");
        assertThat(installation.kyozo("logs", "todo/web").succeeds().output()).contains("listening on");
    }

    @Order(6)
    @ParameterizedTest
    @EnumSource
    void replacesAVersionWithoutAMissedRequest(Sample sample) throws IOException {
        Project project = projects.get(sample);
        String address = addresses.get(sample);
        sample.change(project);

        try (SteadyVisitor visitor = new SteadyVisitor(installation.gateway(), address)) {
            installation.deploy(project).succeeds();
            visitor.close();
            assertThat(visitor.failures())
                    .as("of %d requests", visitor.visits())
                    .isEmpty();
        }

        assertThat(installation.gateway().get(address).body()).contains(sample.changedText());
    }

    @Order(7)
    @Test
    void keepsDataOverVersions() throws IOException {
        String todos = addresses.get(Sample.TODO) + "/api/todos";
        assertThat(installation.gateway().get(todos).body()).contains("buy milk");
    }

    @Order(8)
    @Test
    void rollsABrokenVersionBack() throws IOException {
        Project project = projects.get(Sample.NODE_EXPRESS);
        String good = project.read("server.js");
        project.write("server.js", "throw new Error('broken on purpose');\n" + good);

        CommandRun deployed = installation.deploy(project).endsWith(1);

        assertThat(deployed.output()).contains("rolled-back").contains("broken on purpose");
        assertThat(installation
                        .gateway()
                        .get(addresses.get(Sample.NODE_EXPRESS))
                        .body())
                .contains(Sample.NODE_EXPRESS.changedText());
        project.write("server.js", good);
    }

    /** Its replicas are ready; what it answers to visitors tells. */
    @Order(8)
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "if (request) return response.status(500).end(); | of its",
                "await new Promise(later => setTimeout(later, 1000)); | 95 % of its answers take",
            })
    void abortsACanaryThatAnswersWorse(String badly, String because) throws IOException {
        Project project = projects.get(Sample.NODE_EXPRESS);
        String address = addresses.get(Sample.NODE_EXPRESS);
        String good = project.read("server.js");
        project.replace("server.js", PAGE, "app.get('/', async (request, response) => {\n" + badly);

        try (Visitors visitors = new Visitors(installation.port(), address)) {
            CommandRun deployed = installation
                    .kyozo("deploy", "--strategy", "canary", project.folder().toString())
                    .endsWith(1);
            assertThat(deployed.output()).contains("worse on requests", because);
            assertThat(visitors.failures()).allMatch(failure -> failure.startsWith("500 "));
        }

        try (Visitors visitors = new Visitors(installation.port(), address)) {
            await().until(() -> visitors.visits() > Visitors.PER_SECOND / 2);
            visitors.close();
            assertThat(visitors.failures()).isEmpty();
        }
        project.write("server.js", good);
    }

    @Order(8)
    @ParameterizedTest
    @ValueSource(strings = {"canary", "blue-green"})
    void triesAVersionOnVisitorsWithoutAFailedRequest(String strategy) throws IOException {
        Project project = projects.get(Sample.NODE_EXPRESS);
        project.replace("page.js", Sample.NODE_EXPRESS.text(), strategy + " " + Sample.NODE_EXPRESS.text());
        String address = addresses.get(Sample.NODE_EXPRESS);

        try (Visitors visitors = new Visitors(installation.port(), address)) {
            installation
                    .kyozo("deploy", "--strategy", strategy, project.folder().toString())
                    .succeeds();
            visitors.close();
            assertThat(visitors.failures())
                    .as("of %d requests", visitors.visits())
                    .isEmpty();
        }
        assertThat(installation.gateway().get(address).body()).contains(strategy);
    }

    @Order(9)
    @Test
    void servesOnWhileTheLauncherIsKilledAndStartedAgain() throws IOException {
        try (Visitors visitors = new Visitors(installation.port(), addresses.get(Sample.NODE_EXPRESS))) {
            installation.killLauncher();
            installation.up().succeeds();
            visitors.close();
            assertThat(visitors.failures())
                    .as("of %d requests", visitors.visits())
                    .isEmpty();
        }
    }

    @Order(9)
    @Test
    void showsTheLastLinesOfABuildThatFails() throws IOException {
        Project project = projects.get(Sample.PYTHON_FLASK);
        String good = project.read("requirements.txt");
        project.write("requirements.txt", good + "this is no requirement\n");

        CommandRun deployed = installation.deploy(project).endsWith(1);

        assertThat(deployed.output()).containsIgnoringCase("invalid requirement");
        assertThat(installation
                        .gateway()
                        .get(addresses.get(Sample.PYTHON_FLASK))
                        .body())
                .contains(Sample.PYTHON_FLASK.changedText());
        project.write("requirements.txt", good);
    }

    @Order(10)
    @Test
    void answersAFolderWithNothingToRun() throws IOException {
        Path empty = Files.createDirectory(installation.work().resolve("empty"));
        Project library = new Project(installation.work().resolve("a library"));
        library.write("pyproject.toml", "[project]\nname = \"words\"\nversion = \"1.0\"\n");
        library.write("src/words/__init__.py", "def count(text):\n    return len(text.split())\n");

        assertThat(installation.kyozo("deploy", empty.toString()).output()).contains("no file to deploy");
        assertThat(installation.deploy(library).succeeds().output()).contains("nothing to run");
        installation.kyozo("deploy", "no such folder").endsWith(2);
    }

    @Order(11)
    @ParameterizedTest
    @EnumSource
    void removesWhatItDeployed(Sample sample) throws IOException {
        installation.kyozo("remove", "--yes", sample.folder()).succeeds();

        assertThat(installation.gateway().get(addresses.get(sample)).statusCode())
                .isEqualTo(404);
    }

    @Order(12)
    @Test
    void leavesNothingBehind() {
        String id = installation.id();
        installation.kyozo("down", "--purge").succeeds();

        assertThat(installation.processes()).isEmpty();
        assertThat(leftovers(id)).as("labelled with " + id).isEmpty();
    }

    private JsonNode service(Sample sample, String name) {
        for (JsonNode service :
                installation.gateway().api("/api/v1/services?page[size]=100").path("data")) {
            JsonNode attributes = service.path("attributes");
            if (attributes.path("workspace").asText().equals(sample.folder())
                    && attributes.path("name").asText().equals(name)) {
                return service;
            }
        }
        throw new AssertionError("there is no service " + sample.folder() + "/" + name);
    }
}

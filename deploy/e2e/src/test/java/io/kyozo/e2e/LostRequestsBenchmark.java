package io.kyozo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.home.PartState;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * How many requests are lost while what runs is changed, at 200 requests a second through the gateway. {@code recreate}
 * stops the old replica before it starts the new one, so that it alone may lose some. {@code ./kyozo bench proxy}.
 */
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class LostRequestsBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> table = new ArrayList<>();
    private final LocalInstallation installation = installation();
    private final Project single = Project.copyOf(Sample.NODE_EXPRESS, installation.work());
    private final Project stack = Project.copyOf(Sample.TODO, installation.work());
    private String address = "";
    private String stackAddress = "";

    abstract LocalInstallation installation();

    /** Kills one replica of a workspace, as a crash would. */
    abstract void killOne(String workspace) throws IOException;

    /** What this runs on. */
    final LocalInstallation running() {
        return installation;
    }

    @BeforeAll
    void start() {
        installation.up().succeeds();
        address = installation.deploy(single).succeeds().address(Sample.NODE_EXPRESS.page());
        stackAddress = installation.deploy(stack).succeeds().address(Sample.TODO.page());
    }

    @AfterAll
    void end() {
        installation.kyozo("down", "--purge").succeeds();
        System.out.printf("%n%-28s %10s %10s%n", installation.runtime() + ": while", "requests", "lost");
        table.forEach(System.out::println);
        System.out.printf("%d requests per second through the gateway, whatever the answers%n", Visitors.PER_SECOND);
    }

    @Order(1)
    @ParameterizedTest
    @ValueSource(strings = {"rolling", "blue-green", "canary"})
    void deploys(String strategy) throws IOException {
        Sample.NODE_EXPRESS.change(single);
        none(
                "deploy, " + strategy,
                address,
                () -> installation
                        .kyozo("deploy", "--strategy", strategy, single.folder().toString())
                        .succeeds());
    }

    @Order(2)
    @Test
    void deploysAStack() throws IOException {
        Sample.TODO.change(stack);
        none("deploy of a stack", stackAddress, () -> installation.deploy(stack).succeeds());
    }

    /** Each page asks the inner service by its name, and that one the database. */
    @Order(2)
    @Test
    void deploysAnInnerServiceOfAStack() throws IOException {
        stack.replace("api/server.js", "listening on", "listening again on");
        none(
                "deploy of an inner service",
                stackAddress + "/api/todos",
                () -> installation.deploy(stack).succeeds());
    }

    @Order(3)
    @Test
    void rollsBack() throws IOException {
        none(
                "roll-back",
                address,
                () -> installation
                        .kyozo("rollback", Sample.NODE_EXPRESS.folder())
                        .succeeds());
    }

    @Order(4)
    @Test
    void abortsABadRelease() throws IOException {
        String good = single.read("server.js");
        single.write("server.js", "throw new Error('broken on purpose');\n" + good);
        none(
                "abort of a bad release",
                address,
                () -> installation.deploy(single).endsWith(1));
        single.write("server.js", good);
    }

    @Order(5)
    @Test
    void scalesUpLosesAReplicaAndScalesDown() throws IOException {
        none("scale to 3", address, () -> act("scale", ",\"replicas\":3"));
        none("crash of 1 of 3 replicas", address, () -> {
            killOne(Sample.NODE_EXPRESS.folder());
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> servicesAre("degraded"));
            await().atMost(PATIENCE).pollInterval(Duration.ofMillis(200)).until(() -> servicesAre("running"));
        });
        none("scale to 1", address, () -> act("scale", ",\"replicas\":1"));
    }

    private boolean servicesAre(String state) {
        String workspace =
                id(installation.gateway().api("/api/v1/workspaces?page[size]=100"), Sample.NODE_EXPRESS.folder());
        return installation
                .gateway()
                .api("/api/v1/services?filter[workspace]=" + workspace)
                .at("/data/0/attributes/state")
                .asText()
                .equals(state);
    }

    @Order(6)
    @Test
    void restarts() throws IOException {
        none("restart", address, () -> act("restart", ""));
    }

    @Order(7)
    @Test
    void restartsTheDeployer() throws IOException {
        none("crash of the deployer", address, () -> {
            installation.kill("deployer");
            awaitReadyAgain("deployer");
        });
    }

    @Order(8)
    @Test
    void restartsTheLauncher() throws IOException {
        none("crash and start of the launcher", address, () -> {
            installation.killLauncher();
            installation.up().succeeds();
        });
    }

    private void awaitReadyAgain(String part) {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> installation
                        .state()
                        .part(part)
                        .filter(found -> found.restarts() > 0 && found.status() == PartState.Status.READY)
                        .isPresent());
    }

    @Order(9)
    @Test
    void recreates() throws IOException {
        Sample.NODE_EXPRESS.change(single);
        measured(
                "deploy, recreate",
                address,
                () -> installation
                        .kyozo(
                                "deploy",
                                "--strategy",
                                "recreate",
                                single.folder().toString())
                        .succeeds());
    }

    private void act(String action, String more) {
        JsonNode workspaces = installation.gateway().api("/api/v1/workspaces?page[size]=100");
        String workspace = id(workspaces, Sample.NODE_EXPRESS.folder());
        String body = """
                {"data":{"type":"deployments","attributes":{"workspaceId":"%s","action":"%s","services":["%s"]%s}}}""".formatted(workspace, action, serviceName(workspace), more);
        String id = installation
                .gateway()
                .apiPost("/api/v1/deployments", body)
                .at("/data/id")
                .asText();
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> installation
                        .gateway()
                        .api("/api/v1/deployments/" + id)
                        .at("/data/attributes/state")
                        .asText()
                        .equals("live"));
    }

    private String serviceName(String workspace) {
        return installation
                .gateway()
                .api("/api/v1/services?filter[workspace]=" + workspace)
                .at("/data/0/attributes/name")
                .asText();
    }

    private static String id(JsonNode workspaces, String name) {
        for (JsonNode workspace : workspaces.path("data")) {
            if (workspace.at("/attributes/name").asText().equals(name)) {
                return workspace.path("id").asText();
            }
        }
        throw new AssertionError("there is no workspace " + name);
    }

    private void none(String what, String visited, Step step) throws IOException {
        assertThat(measured(what, visited, step)).as(what).isEmpty();
    }

    private List<String> measured(String what, String visited, Step step) throws IOException {
        Visitors visitors = new Visitors(installation.port(), visited);
        try (visitors) {
            step.run();
        }
        table.add("%-28s %10d %10d"
                .formatted(what, visitors.visits(), visitors.failures().size()));
        return visitors.failures().stream().distinct().toList();
    }

    private interface Step {
        void run() throws IOException;
    }
}

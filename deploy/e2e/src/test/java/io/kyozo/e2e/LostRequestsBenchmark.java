package io.kyozo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.home.PartState;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;

/**
 * How many requests are lost while what runs is changed, at 200 requests a second through the gateway, until the last old
 * replica is gone. {@code recreate} stops the old replica before it starts the new one, so that it alone may lose some. Each
 * test can be run alone, by its tag: {@code ./kyozo bench proxy lost docker inner}.
 */
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
abstract class LostRequestsBenchmark {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String SHORT = "kyozo.bench.short";
    /** As the script looks for them. */
    private static final String ROW = "%-7s | %-34s %9s %6s %9s%n";

    private static final String SINGLE = Sample.NODE_EXPRESS.folder();
    private static final String STACK = Sample.TODO.folder();

    private final LocalInstallation installation = installation();
    private final Operator operator = new Operator(installation.gateway());
    private final Project single = Project.copyOf(Sample.NODE_EXPRESS, installation.work());
    private final Project stack = Project.copyOf(Sample.TODO, installation.work());
    private final List<String> losses = new ArrayList<>();
    private String page = "";
    private String todos = "";

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
        page = installation.deploy(single).succeeds().address(Sample.NODE_EXPRESS.page());
        // Each answer comes from the inner service, and that one asks the database.
        todos = installation.deploy(stack).succeeds().address(Sample.TODO.page()) + "/api/todos";
        System.out.printf(
                ROW,
                installation.runtime(),
                "at " + Visitors.PER_SECOND + " per second, while",
                "requests",
                "lost",
                "p99 ms");
    }

    /** After the test, so that all of its rows are measured. */
    @AfterEach
    void losesNothing() {
        List<String> lost = List.copyOf(losses);
        losses.clear();
        assertThat(lost).isEmpty();
    }

    @AfterAll
    void end() {
        installation.kyozo("down", "--purge").succeeds();
    }

    /** What is lost here the machine has lost: it can't bear the visitors. */
    @Order(0)
    @Tag("nothing")
    @Test
    void changesNothing() throws IOException {
        none("nothing", page, LostRequestsBenchmark::letSomeTimePass);
        none("stack: nothing", todos, LostRequestsBenchmark::letSomeTimePass);
    }

    private static void letSomeTimePass() {
        await().atMost(PATIENCE).pollDelay(Duration.ofSeconds(10)).until(() -> true);
    }

    @Order(1)
    @Tag("deploy")
    @Test
    void deploys() throws IOException {
        for (String strategy : List.of("rolling", "blue-green", "canary")) {
            single.replace("page.js", Sample.NODE_EXPRESS.text(), strategy + " " + Sample.NODE_EXPRESS.text());
            none("deploy, " + strategy, page, () -> deploy(single, strategy));
            assertThat(installation.gateway().get(page).body()).contains(strategy + " " + Sample.NODE_EXPRESS.text());
        }
        none("roll-back", page, () -> rollBack(SINGLE));
        none("abort of a bad release", page, () -> abort(single, "server.js"));
    }

    private void deploy(Project project, String strategy) {
        installation
                .kyozo("deploy", "--strategy", strategy, project.folder().toString())
                .succeeds();
        operator.awaitSettled(project.folder().getFileName().toString());
    }

    @Order(2)
    @Tag("inner")
    @Test
    void deploysAnInnerServiceOfAStack() throws IOException {
        changeApi();
        none("stack: deploy of api", todos, () -> deploy(stack, "rolling"));
    }

    private void changeApi() {
        stack.write("api/server.js", stack.read("api/server.js") + "// another version\n");
    }

    @Order(3)
    @Tag("stack")
    @Test
    @DisabledIfSystemProperty(named = SHORT, matches = "true")
    void deploysAStack() throws IOException {
        Sample.TODO.change(stack);
        changeApi();
        none("stack: deploy of web and api", todos, () -> deploy(stack, "rolling"));
        none("stack: roll-back", todos, () -> rollBack(STACK));
        none("stack: abort of a bad api", todos, () -> abort(stack, "api/server.js"));
    }

    @Order(4)
    @Tag("stack-service")
    @Test
    @DisabledIfSystemProperty(named = SHORT, matches = "true")
    void operatesAServiceOfAStack() throws IOException {
        none("stack: restart of api", todos, () -> restart(STACK, "api"));
        none("stack: api to 3 replicas", todos, () -> scale(STACK, "api", 3));
        none("stack: api to 1 replica", todos, () -> scale(STACK, "api", 1));
        none("stack: restart of web", todos, () -> restart(STACK, "web"));
    }

    @Order(5)
    @Tag("service")
    @Test
    void operatesAService() throws IOException {
        none("restart", page, () -> restart(SINGLE, SINGLE));
        none("to 3 replicas", page, () -> scale(SINGLE, SINGLE, 3));
        none("crash of 1 of 3 replicas", page, () -> {
            killOne(SINGLE);
            operator.awaitState(SINGLE, "degraded");
            operator.awaitState(SINGLE, "running");
        });
        none("to 1 replica", page, () -> scale(SINGLE, SINGLE, 1));
    }

    private void restart(String workspace, String service) {
        operator.restart(workspace, service);
        operator.awaitSettled(workspace);
    }

    private void scale(String workspace, String service, int replicas) {
        operator.scale(workspace, service, replicas);
        operator.awaitSettled(workspace);
    }

    private void rollBack(String workspace) {
        installation.kyozo("rollback", workspace).succeeds();
        operator.awaitSettled(workspace);
    }

    private void abort(Project project, String file) {
        String good = project.read(file);
        project.write(file, "throw new Error('broken on purpose');\n" + good);
        installation.deploy(project).endsWith(1);
        project.write(file, good);
    }

    @Order(6)
    @Tag("deployer")
    @Test
    void crashesTheDeployer() throws IOException {
        none("crash of the deployer", page, this::crashDeployer);
    }

    private void crashDeployer() {
        installation.kill("deployer");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> installation
                        .state()
                        .part("deployer")
                        .filter(found -> found.restarts() > 0 && found.status() == PartState.Status.READY)
                        .isPresent());
    }

    @Order(7)
    @Tag("launcher")
    @Test
    @DisabledIfSystemProperty(named = SHORT, matches = "true")
    void crashesTheLauncher() throws IOException {
        none("crash and start of the launcher", page, this::crashLauncher);
        none("stack: crash, start of the launcher", todos, this::crashLauncher);
    }

    private void crashLauncher() {
        installation.killLauncher();
        installation.up().succeeds();
    }

    /** A launcher of another build has a new gateway take over from the old one. */
    @Order(8)
    @Tag("hand-over")
    @Test
    void handsTheGatewayOver() throws IOException {
        var before = gatewayProcess();
        none("hand-over to a new gateway", page, () -> {
            installation.killLauncher();
            Files.setLastModifiedTime(launcherJar(), FileTime.from(Instant.now()));
            installation.up().succeeds();
        });
        assertThat(gatewayProcess()).isNotEqualTo(before);
    }

    private Object gatewayProcess() {
        return installation.state().part("gateway").orElseThrow().process();
    }

    private static Path launcherJar() throws IOException {
        try (Stream<Path> files = Files.list(KyozoCommand.repository().resolve("deploy/local/target"))) {
            return files.filter(file -> file.getFileName().toString().matches("kyozo-local-.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    @Order(9)
    @Tag("recreate")
    @Test
    void recreates() throws IOException {
        single.replace("page.js", Sample.NODE_EXPRESS.text(), "recreate " + Sample.NODE_EXPRESS.text());
        measured("deploy, recreate (may lose)", page, () -> deploy(single, "recreate"));
        assertThat(installation.gateway().get(page).body()).contains("recreate " + Sample.NODE_EXPRESS.text());
    }

    private void none(String what, String visited, Step step) throws IOException {
        measured(what, visited, step).forEach(lost -> losses.add(what + ": " + lost));
    }

    private List<String> measured(String what, String visited, Step step) throws IOException {
        Visitors visitors = new Visitors(installation.port(), visited);
        try (visitors) {
            step.run();
        }
        System.out.printf(
                ROW,
                installation.runtime(),
                what,
                visitors.visits(),
                visitors.failures().size(),
                visitors.p99().toMillis());
        return visitors.kinds();
    }

    private interface Step {
        void run() throws IOException;
    }
}

package io.kyozo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

/** A service that runs and does not serve, on processes of this host, with a monitor that is quick to act. */
@Tag("e2e")
@EnabledIfSystemProperty(
        named = "kyozo.test.healing",
        matches = "true",
        disabledReason = "takes some minutes: ask for it with -Dkyozo.test.healing=true")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class HealingIT {
    private static final Duration PATIENCE = Duration.ofSeconds(120);
    private static final String SERVER = """
            const { existsSync } = require('fs');
            require('http').createServer((request, response) => {
                const broken = %s && existsSync('%s');
                if (request.url === '/healthz') console.log('asked, and ' + (broken ? 'broken' : 'well'));
                response.writeHead(broken ? 503 : 200);
                response.end(broken ? 'broken' : '%s');
            }).listen(process.env.PORT || 3000);
            """;

    private final LocalInstallation installation = LocalInstallation.create(
            "process",
            Map.ofEntries(
                    Map.entry("DOCKER_HOST", ""),
                    Map.entry("KYOZO_MONITOR_CHECK_INTERVAL", "1s"),
                    Map.entry("KYOZO_MONITOR_CHECK_CONFIRM_INTERVAL", "500ms"),
                    Map.entry("KYOZO_MONITOR_ALERT_SUSTAINED", "1s"),
                    Map.entry("KYOZO_MONITOR_ALERT_KEEP_FIRING", "2s"),
                    Map.entry("KYOZO_MONITOR_HEALTH_STARTUP_GRACE", "3s"),
                    Map.entry("KYOZO_MONITOR_HEALING_RESTARTS", "1"),
                    Map.entry("KYOZO_MONITOR_HEALING_FIRST_AFTER", "1s"),
                    // The error budget, which takes hours to be told of as sound again, is another test's too.
                    Map.entry("KYOZO_MONITOR_SLO_TARGET", "0.5"),
                    // The deployer's own watch over fresh deployments is another test's.
                    Map.entry("KYOZO_ROLLOUT_WATCH_WINDOW", "0s"),
                    Map.entry("KYOZO_ROLLOUT_VERIFY_TIMEOUT", "6s"),
                    Map.entry("KYOZO_ROLLOUT_DRAIN_TIMEOUT", "2s")));

    private final Path relapses = installation.work().resolve("relapse.broken");
    private final Path stays = installation.work().resolve("alone.broken");
    private String relapse = "";
    private String alone = "";

    /** Both fail at once, so that what is waited for is waited for together. */
    @BeforeAll
    void start() throws IOException {
        installation.up().succeeds();
        Project project = project("relapse", "first", false, relapses);
        relapse = installation.deploy(project).succeeds().address("relapse");
        project.write("server.js", SERVER.formatted(true, relapses, "second"));
        installation.deploy(project).succeeds();
        alone = installation
                .deploy(project("alone", "only", true, stays))
                .succeeds()
                .address("alone");
        assertThat(installation.gateway().get(relapse).body()).isEqualTo("second");
        Files.createFile(relapses);
        Files.createFile(stays);
    }

    @AfterAll
    void end() {
        CommandRun down = installation.kyozo("down", "--purge");
        assertThat(down.code()).as(down.output()).isZero();
    }

    @Test
    void isStartedAnewThenRolledBackAndServesAgain() {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> installation.gateway().get(relapse).body(), "first"::equals);
        assertThat(wishesOfTheMonitor("relapse")).containsExactly("restart", "roll-back");
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> openAlerts("relapse").isEmpty());
    }

    @Test
    void isLeftToPeopleWhereThereIsNoReleaseToGoBackTo() throws IOException {
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> openAlerts("alone").contains("HEALING_STOPPED"));
        assertThat(wishesOfTheMonitor("alone")).containsExactly("restart");
        // Whatever is killed, people have been told: nothing is told or tried twice, and probing goes on.
        goesOnAfterTheEndOf("kyozo_monitor");
        goesOnAfterTheEndOf("monitor-service");
        assertThat(wishesOfTheMonitor("alone")).containsExactly("restart");
        assertThat(alerts("alone", "")).containsExactlyInAnyOrder("DOWN", "HEALING_STOPPED");
        Files.delete(stays);
        await().atMost(PATIENCE)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> openAlerts("alone").isEmpty());
        assertThat(installation.gateway().get(alone).body()).isEqualTo("only");
    }

    /** A connection's server process that is killed takes the whole of PostgreSQL through its recovery. */
    private void goesOnAfterTheEndOf(String named) {
        String process = installation.processes().stream()
                .filter(line -> line.contains(named))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no process " + named));
        Instant killed = Instant.now();
        assertThat(ProcessHandle.of(Long.parseLong(process.substring(0, process.indexOf(' '))))
                        .orElseThrow()
                        .destroyForcibly())
                .isTrue();
        // Not longer than the pause between two probes is by default.
        await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> probedSince(killed));
        System.out.printf(
                "probed again %d ms after the end of %s%n",
                Duration.between(killed, Instant.now()).toMillis(), named);
    }

    private boolean probedSince(Instant then) {
        try {
            for (JsonNode service :
                    installation.gateway().api("/api/v1/health-checks").path("data")) {
                if (service.at("/attributes/workspace").asText().equals("alone")) {
                    return Instant.parse(service.at("/attributes/probedAt").asText())
                            .isAfter(then.plusMillis(500));
                }
            }
            return false;
        } catch (AssertionError notThereYet) {
            return false;
        }
    }

    private Project project(String name, String says, boolean breaks, Path broken) {
        Project project = new Project(installation.work().resolve(name));
        project.write("package.json", "{\"name\":\"" + name + "\",\"scripts\":{\"start\":\"node server.js\"}}");
        project.write("server.js", SERVER.formatted(breaks, broken, says));
        return project;
    }

    /** What the monitor asked the deployer for, oldest first. */
    private List<String> wishesOfTheMonitor(String workspace) {
        List<String> actions = new ArrayList<>();
        for (JsonNode deployment :
                installation.gateway().api("/api/v1/deployments?page[size]=100").path("data")) {
            JsonNode attributes = deployment.path("attributes");
            if (attributes.path("workspace").asText().equals(workspace)
                    && attributes.path("actor").asText().equals("monitor")) {
                actions.add(0, attributes.path("action").asText());
            }
        }
        return actions;
    }

    private List<String> openAlerts(String workspace) {
        return alerts(workspace, "?filter[open]=true");
    }

    private List<String> alerts(String workspace, String filter) {
        String id = "";
        for (JsonNode one :
                installation.gateway().api("/api/v1/workspaces?page[size]=100").path("data")) {
            id = one.at("/attributes/name").asText().equals(workspace)
                    ? one.path("id").asText()
                    : id;
        }
        List<String> kinds = new ArrayList<>();
        for (JsonNode alert :
                installation.gateway().api("/api/v1/health-alerts" + filter).path("data")) {
            if (alert.at("/relationships/workspace/data/id").asText().equals(id)) {
                kinds.add(alert.at("/attributes/kind").asText());
            }
        }
        return kinds;
    }
}

package io.kyozo.deployer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.matchesPattern;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.cleanup.app.Reconcile;
import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.Labels;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The life of a service on a real runtime: the same on each. */
abstract class RuntimeJourney {
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    @Inject
    Bench bench;

    @Inject
    ContainerRuntime runtime;

    @Inject
    ObjectLabels labels;

    @Inject
    Reconcile reconcile;

    final Place place = Place.fresh();
    private final HttpClient client = HttpClient.newHttpClient();

    private DeployRequested wish(String source) throws IOException {
        return bench.wish(place, Topologies.of(Topologies.node("web")), source);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static String server(String answer) {
        return "require('http').createServer((q, r) => r.end('" + answer + "')).listen(process.env.PORT || 3000);"
                + "console.log('up with " + answer + "');process.on('SIGTERM', () => process.exit(0));";
    }

    private String ask(Replica replica) throws IOException, InterruptedException {
        var uri = URI.create("http://" + replica.host() + ":" + replica.port() + "/");
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void runsReplacesRollsBackScalesAndRemoves() throws IOException, InterruptedException {
        bench.live(place, wish(server("one")));
        assertThat(ask(bench.replicas(place).get(0))).isEqualTo("one");

        bench.live(place, wish(server("two")));
        assertThat(bench.replicas(place)).hasSize(1);
        assertThat(ask(bench.replicas(place).get(0))).isEqualTo("two");

        Deployment bad = bench.run(place, wish("console.log('no way'); process.exit(7);"));
        assertThat(bad.state()).isEqualTo(DeploymentState.ROLLED_BACK);
        assertThat(bad.failure()).contains("exit code 7").contains("no way");
        assertThat(ask(bench.replicas(place).get(0))).isEqualTo("two");

        bench.live(place, bench.action(place, Action.SCALE, List.of("web"), 2));
        assertThat(bench.replicas(place)).hasSize(2);

        bench.live(place, bench.action(place, Action.PAUSE, List.of(), null));
        assertThat(runtime.list(labels.ours()).await().atMost(PATIENCE))
                .hasSize(2)
                .extracting(ContainerInfo::state)
                .containsOnly(ContainerInfo.State.PAUSED);
        bench.live(place, bench.action(place, Action.START, List.of(), null));
        assertThat(ask(bench.replicas(place).get(0))).isEqualTo("two");

        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
        Map<String, String> ours = labels.ours();
        assertThat(runtime.list(ours).await().atMost(PATIENCE)).isEmpty();
        assertThat(runtime.listNetworks(ours).await().atMost(PATIENCE)).isEmpty();
        assertThat(runtime.listVolumes(ours).await().atMost(PATIENCE)).isEmpty();
    }

    @Test
    void servesOnThePortThatItReallyListensOn() throws IOException, InterruptedException {
        int real = freePort();
        String stubborn = "require('http').createServer((q, r) => r.end('here')).listen(" + real + ");"
                + "process.on('SIGTERM', () => process.exit(0));";

        Deployment deployment = bench.live(place, wish(stubborn));

        assertThat(ask(bench.replicas(place).get(0))).isEqualTo("here");
        assertThat(bench.count(
                        "select count(*) from deployment_log where deployment_id = $1 and text like $2",
                        deployment.id(),
                        "It listens on port " + real + ", not on 3000%"))
                .isEqualTo(1);
    }

    @Test
    void tellsTheMetricsWhetherTheRuntimeAnswers() {
        RestAssured.get("/q/metrics")
                .then()
                .statusCode(200)
                .body(matchesPattern(
                        "(?s).*kyozo_runtime_circuit_open\\{[^}]*runtime=\"" + runtime.name() + "\"[^}]*} 0\\.0.*"))
                .body(containsString("kyozo_runtime_outages_total"));
    }

    @Test
    void makesAnewWhatSomebodyRemovedByHand() throws IOException {
        Deployment live = bench.live(place, wish(server("here")));
        Replica before = bench.replicas(place).get(0);
        runtime.remove(before.containerName()).await().atMost(PATIENCE);

        reconcile.reconcile().await().atMost(PATIENCE);
        assertThat(bench.audit(live))
                .filteredOn(entry -> entry.type().equals("replica-ended"))
                .extracting(AuditEntry::error)
                .first(InstanceOfAssertFactories.STRING)
                .contains("vanished");
        bench.hasRested(place);
        Awaitility.await().atMost(Duration.ofSeconds(45)).ignoreExceptions().until(() -> {
            reconcile.reconcile().await().atMost(PATIENCE);
            return ask(bench.replicas(place).get(0)).equals("here");
        });
        assertThat(bench.replicas(place)).extracting(Replica::id).containsExactly(before.id());
    }

    /** Goes back to releases whose images are due to go, while all is cleaned up without a pause. */
    @Test
    void losesNothingThatIsUsedToTheCleanUpAndLeavesOthersThingsAlone() throws IOException, InterruptedException {
        String others = "others-" + place.name();
        Map<String, String> theirs = Map.of(Labels.MANAGED, "another-" + place.name());
        runtime.ensureVolume(others, theirs).await().atMost(PATIENCE);
        var cleaning = bench.cleaningAllTheTime(place);
        try {
            for (int round = 0; round < 6; round++) {
                String answer = "release " + round % 4;
                bench.live(place, wish(server(answer)));
                assertThat(ask(bench.replicas(place).get(0))).isEqualTo(answer);
            }
        } finally {
            cleaning.cancel();
        }
        assertThat(runtime.listVolumes(theirs).await().atMost(PATIENCE)).containsExactly(others);
        runtime.removeVolume(others).await().atMost(PATIENCE);
    }

    @AfterEach
    void removeAll() {
        for (var container : runtime.list(labels.ours()).await().atMost(PATIENCE)) {
            runtime.remove(container.name()).await().atMost(PATIENCE);
        }
    }
}

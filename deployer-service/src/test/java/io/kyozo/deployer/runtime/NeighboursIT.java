package io.kyozo.deployer.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.topology.ServiceKind;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.Saga;
import io.kyozo.deployer.logs.LogEntry;
import io.kyozo.deployer.logs.LogLevel;
import io.kyozo.deployer.logs.LogQuery;
import io.kyozo.deployer.logs.app.KeptOutput;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.testkit.engine.NeedsEngine;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A service that asks its neighbour by name, 100 times a second, while that one is replaced. */
@NeedsEngine(images = "node:20-bookworm-slim")
@DeployerTest
@TestProfile(EngineProfile.class)
class NeighboursIT {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    /** The api listens only a second after its start; a polite one answers what it was asked before it ends. */
    private static final String PROGRAM = """
            const http = require('http');
            if (process.env.ROLE === 'api') {
              const server = http.createServer((q, r) => setTimeout(() => r.end(process.env.VERSION), 20));
              // Whoever closes idle connections while their owner may use them again loses some at any time.
              server.keepAliveTimeout = 120000;
              setTimeout(() => server.listen(process.env.PORT), 1000);
              process.on('SIGTERM', () => process.env.RUDE ? process.exit(0) : server.close(() => process.exit(0)));
            } else {
              const seen = { sent: 0, answered: {}, failed: {} };
              const fail = what => { count(seen.failed, what); console.log(new Date().toISOString() + ' ' + what); };
              const agent = process.env.KEPT ? new http.Agent({ keepAlive: true }) : false;
              const count = (kind, what) => { kind[what] = (kind[what] || 0) + 1; };
              // Not the 250 ms for each address of a name, which a starved process takes for an address that is gone.
              const autoSelectFamilyAttemptTimeout = 2000;
              const ask = tries => {
                http.get({ host: 'api', port: 3000, agent, timeout: 5000, autoSelectFamilyAttemptTimeout }, answer => {
                  answer.on('data', text => count(seen.answered, text)).on('error', e => fail(e.code));
                }).on('error', e => {
                  // While a container gets its name it has no way out for a moment: who begins a connection then begins it again.
                  e.code === 'ENETUNREACH' && tries > 1 ? setTimeout(ask, 100, tries - 1) : fail(e.code);
                }).on('timeout', () => fail('timeout'));
              };
              setInterval(() => { seen.sent++; ask(10); }, 10);
              http.createServer((q, r) => r.end(JSON.stringify(seen))).listen(process.env.PORT);
              process.on('SIGTERM', () => { console.log('saw ' + JSON.stringify(seen)); process.exit(0); });
            }
            """;

    @Inject
    Bench bench;

    @Inject
    KeptOutput kept;

    private final Place place = Place.fresh();
    private final HttpClient client = HttpClient.newHttpClient();

    @Test
    void neverMissesTheNeighbourThatIsReplaced() throws IOException, InterruptedException {
        bench.live(place, wish("one"));
        await().atMost(PATIENCE).until(() -> seen().at("/answered/one").asInt() > 100);

        bench.live(place, wish("two"));
        await().atMost(PATIENCE).until(() -> seen().at("/answered/two").asInt() > 100);

        int before = seen().at("/answered/one").asInt();
        bench.live(place, bench.action(place, Action.SCALE, List.of("api"), 2));
        bench.live(place, bench.action(place, Action.SCALE, List.of("api"), 1));
        await().atMost(PATIENCE).until(() -> seen().at("/answered/two").asInt() > 300);
        JsonNode seen = seen();
        assertThat(seen.path("failed")).as(seen.toString()).isEmpty();
        assertThat(seen.at("/answered/one").asInt())
                .as("the old one is not asked again")
                .isEqualTo(before);
    }

    /** The caller never lets go of a connection that it has in use, and the api ends in the middle of an answer. */
    @Test
    void losesNothingOnConnectionsThatAreKept() throws IOException, InterruptedException {
        bench.live(place, wish("one RUDE=yes", " KEPT=yes"));
        await().atMost(PATIENCE).until(() -> seen().at("/answered/one").asInt() > 100);

        Deployment second = bench.decided(bench.request(place, wish("two RUDE=yes", " KEPT=yes")));
        bench.awaitEntry(second, Saga.NEIGHBOURS_MOVED);
        bench.awaitEntry(second, Saga.RETIRED);
        await().atMost(PATIENCE).until(() -> seen().at("/answered/two").asInt() > 100);

        assertThat(seen().path("failed")).as(seen().toString()).isEmpty();
        assertThat(seen().at("/answered/one").isMissingNode())
                .as("it has new connections only")
                .isTrue();
        assertThat(lastWords()).hasSize(1).allSatisfy(words -> assertThat(words).contains("\"failed\":{}"));
    }

    /** What callers said at their end. */
    private List<String> lastWords() {
        var query =
                new LogQuery(place.team(), place.workspace(), "caller", null, LogLevel.DEBUG, "saw ", null, null, 10);
        return kept.find(query).await().atMost(PATIENCE).stream()
                .map(LogEntry::text)
                .toList();
    }

    private DeployRequested wish(String version) throws IOException {
        return wish(version, "");
    }

    private DeployRequested wish(String version, String caller) throws IOException {
        return bench.wish(
                place,
                Topologies.of(
                        List.of(
                                service("api", "ENV ROLE=api VERSION=" + version),
                                service("caller", "ENV ROLE=caller" + caller)),
                        List.of(Topologies.edge("caller", "api", "http", "API_URL"))),
                PROGRAM);
    }

    private static ServiceSpec service(String name, String line) {
        return Topologies.service(
                name,
                ServiceKind.WEB,
                "FROM node:20-bookworm-slim\n" + line
                        + "\nWORKDIR /app\nCOPY . .\nUSER node\nCMD [\"node\", \"index.js\"]\n",
                "PORT",
                List.of());
    }

    private JsonNode seen() throws IOException, InterruptedException {
        Replica caller = bench.replicas(place).stream()
                .filter(replica -> replica.service().equals("caller") && replica.serving())
                .findFirst()
                .orElseThrow();
        URI uri = URI.create("http://" + caller.host() + ":" + caller.port() + "/");
        String text = client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
        return new ObjectMapper().readTree(text);
    }

    @AfterEach
    void remove() {
        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
    }
}

package io.kyozo.deployer.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.testkit.engine.NeedsEngine;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A cache that a service needs: found by the address and password that it is told, closed to others, kept over a restart. */
@NeedsEngine(images = {"node:20-bookworm-slim", "redis:7-bookworm"})
@DeployerTest
@TestProfile(EngineProfile.class)
class ManagedRedisIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Answers with what the cache says to the command in the request's path. */
    private static final String SERVER = """
            const { hostname, port, password } = new URL(process.env.REDIS_URL);
            require('http').createServer((request, response) => {
              const words = decodeURIComponent(request.url.slice(1)).split(' ');
              const cache = require('net').connect(port, hostname);
              cache.write(`AUTH ${password}\\r\\n${words.join(' ')}\\r\\nQUIT\\r\\n`);
              let said = '';
              cache.on('data', (data) => { said += data; });
              cache.on('close', () => response.end(said));
              cache.on('error', (error) => response.end(String(error)));
            }).listen(process.env.PORT);
            """;

    @Inject
    Bench bench;

    @Inject
    ContainerRuntime runtime;

    private final Place place = Place.fresh();
    private final HttpClient client = HttpClient.newHttpClient();

    private static TopologyDocument topology() {
        return Topologies.of(
                List.of(Topologies.node("web"), Topologies.data("redis", "redis:7-bookworm", 6379, "/data")),
                List.of(Topologies.edge("web", "redis", "redis", "REDIS_URL")));
    }

    private Replica replica(String service) {
        return bench.replicas(place).stream()
                .filter(replica -> replica.service().equals(service))
                .findFirst()
                .orElseThrow();
    }

    private String ask(String command) throws Exception {
        Replica web = replica("web");
        var uri = URI.create("http://" + web.host() + ":" + web.port() + "/" + command.replace(" ", "%20"));
        return client.send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString())
                .body();
    }

    @Test
    void isReachedByItsServiceClosedToOthersAndKeptOverARestart() throws Exception {
        bench.live(place, bench.wish(place, topology(), SERVER));
        assertThat(ask("SET note kept")).isEqualTo("+OK\r\n+OK\r\n+OK\r\n");
        assertThat(ask("SAVE")).contains("+OK");

        var stranger = runtime.exec(
                        replica("redis").containerName(), List.of("redis-cli", "get", "note"), Duration.ofSeconds(30))
                .await()
                .atMost(PATIENCE);
        assertThat(stranger.output()).contains("NOAUTH").doesNotContain("kept");

        bench.live(place, bench.action(place, Action.RESTART, List.of("redis"), null));
        Awaitility.await()
                .atMost(PATIENCE)
                .untilAsserted(() -> assertThat(ask("GET note")).contains("kept"));
    }

    @AfterEach
    void removeAll() {
        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
    }
}

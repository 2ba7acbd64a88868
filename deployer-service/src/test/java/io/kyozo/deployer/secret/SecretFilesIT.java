package io.kyozo.deployer.secret;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.core.DefaultDockerClientConfig;
import com.github.dockerjava.core.DockerClientImpl;
import com.github.dockerjava.zerodep.ZerodepDockerHttpClient;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.runtime.EngineProfile;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.testing.Bench;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.DeployerTest;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.testkit.TestTokens;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A secret that a service is told in a file, and that is searched for in all that the engine keeps of the service. */
@NeedsEngine(images = "node:20-bookworm-slim")
@DeployerTest
@TestProfile(EngineProfile.class)
class SecretFilesIT {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final String JSON_API = "application/vnd.api+json";
    private static final String DOCKERFILE =
            "FROM node:20-bookworm-slim\nWORKDIR /app\nCOPY . .\nUSER node\nCMD [\"node\", \"index.js\"]\n";
    private static final String SERVER = """
            const file = process.env.API_KEY_FILE;
            console.log('key: ' + (file ? require('fs').readFileSync(file, 'utf8') : 'none'));
            require('http').createServer((q, r) => r.end('up')).listen(process.env.PORT);
            """;

    @Inject
    Bench bench;

    @Inject
    ContainerRuntime runtime;

    private final Place place = Place.fresh();
    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void isForTheServicesUserAloneAndInNothingThatTheEngineKeeps() throws Exception {
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", DOCKERFILE)), SERVER));
        setSecret();
        bench.live(place, bench.wish(place, Topologies.of(Topologies.web("web", DOCKERFILE)), SERVER));
        Replica replica = bench.replicas(place).get(0);

        assertThat(shell(replica, "stat -c '%a %U' /run/secrets/API_KEY && cat /run/secrets/API_KEY"))
                .isEqualTo("400 node\n" + canary);
        assertThat(shell(replica, "env"))
                .contains("API_KEY_FILE=/run/secrets/API_KEY")
                .doesNotContain(canary);
        assertThat(shell(replica, "stat -f -c %T /run/secrets")).isEqualTo("tmpfs\n");
        assertThat(shell(replica, "touch /app/new 2>&1; touch /tmp/new && echo only there"))
                .contains("Read-only file system")
                .contains("only there");

        try (DockerClient engine = engine()) {
            String image = replica.plan().image();
            assertThat(engine.inspectContainerCmd(replica.containerName())
                            .exec()
                            .toString())
                    .contains("/run/secrets")
                    .doesNotContain(canary);
            assertThat(engine.inspectImageCmd(image).exec().toString()).doesNotContain(canary);
            assertThat(history(image)).contains("index.js").doesNotContain(canary);
            try (InputStream layers = engine.saveImageCmd(image).exec()) {
                assertThat(contains(layers, "index.js", canary)).containsExactly(true, false);
            }
        }
        String log = given().auth()
                .oauth2(TestTokens.token(place.team(), "viewer"))
                .get("/api/v1/services/" + bench.service(place, "web").id() + "/logs?tail=100")
                .then()
                .statusCode(200)
                .extract()
                .asString();
        assertThat(log).contains("key: ").doesNotContain(canary);
    }

    private void setSecret() {
        var attributes = Map.of(
                "workspaceId",
                place.workspace().toString(),
                "service",
                "web",
                "name",
                "API_KEY",
                "value",
                canary,
                "inFile",
                true);
        given().auth()
                .oauth2(TestTokens.token(place.team(), "operator"))
                .contentType(JSON_API)
                .body(Map.of("data", Map.of("type", "variables", "attributes", attributes)))
                .put("/api/v1/variables")
                .then()
                .statusCode(200);
    }

    private String shell(Replica replica, String script) {
        return runtime.exec(replica.containerName(), List.of("sh", "-c", script), PATIENCE)
                .await()
                .atMost(PATIENCE)
                .output();
    }

    /** What made each layer. */
    private static String history(String image) throws IOException {
        String host = PrivateEngine.host().orElseThrow();
        Process history = new ProcessBuilder("docker", "--host", host, "history", "--no-trunc", image)
                .redirectErrorStream(true)
                .start();
        return new String(history.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static DockerClient engine() {
        URI host = URI.create(PrivateEngine.host().orElseThrow());
        var config = DefaultDockerClientConfig.createDefaultConfigBuilder()
                .withDockerHost(host.toString())
                .build();
        return DockerClientImpl.getInstance(
                config, new ZerodepDockerHttpClient.Builder().dockerHost(host).build());
    }

    /** Which of {@code texts} are in the content, in their order; it is read once, in pieces that overlap. */
    private static boolean[] contains(InputStream content, String... texts) throws IOException {
        var found = new boolean[texts.length];
        byte[] piece = new byte[1 << 20];
        int kept = 0;
        for (int count = content.read(piece, 0, piece.length);
                count >= 0;
                count = content.read(piece, kept, piece.length - kept)) {
            String text = new String(piece, 0, kept + count, StandardCharsets.ISO_8859_1);
            for (int i = 0; i < texts.length; i++) {
                found[i] |= text.contains(texts[i]);
            }
            int length = kept + count;
            kept = Math.min(length, 100);
            System.arraycopy(piece, length - kept, piece, 0, kept);
        }
        return found;
    }

    @AfterEach
    void removeAll() {
        bench.live(place, bench.action(place, Action.REMOVE, List.of(), null));
    }
}

package io.kyozo.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;

/** What tests of a runtime share: a folder to build, its server, names and labels of their own, and clean-up. */
public abstract class RuntimeFixture {
    protected static final Duration PATIENCE = Duration.ofSeconds(90);

    /** Unique to the test, so that neither an earlier run nor a neighbour is in its way. */
    protected final String id = "kyozo-test-" + UUID.randomUUID().toString().substring(0, 8);

    protected final Map<String, String> labels = Map.of(Labels.MANAGED, id, Labels.SERVICE_NAME, "web");

    @TempDir
    protected Path folder;

    protected abstract ContainerRuntime runtime();

    /** A Dockerfile that copies the folder and runs {@code lines} as steps; ignored where there are no Dockerfiles. */
    protected abstract String dockerfile(List<String> shellLines);

    /** A web server that serves the folder {@code www} on {@code $PORT}. */
    protected static final String SERVER = """
            import { readFileSync } from 'node:fs';
            import { createServer } from 'node:http';
            createServer((request, response) => response.end(readFileSync('www' + request.url)))
              .listen(process.env.PORT);
            """;

    protected final List<String> server() {
        return List.of("node", "server.mjs");
    }

    protected BuildSpec build(String image, List<String> shellLines, Duration timeout) {
        return new BuildSpec(
                image,
                labels,
                folder,
                dockerfile(shellLines),
                "",
                ".",
                shellLines.stream().map(line -> List.of("sh", "-c", line)).toList(),
                "",
                Map.of(),
                null,
                ResourceLimits.NONE,
                timeout);
    }

    protected ContainerSpec container(String name, String image, List<String> command) {
        return new ContainerSpec(
                name,
                image,
                labels,
                command,
                ".",
                Map.of("GREETING", "hello"),
                null,
                "",
                List.of(new ContainerSpec.Port(8080, "PORT")),
                List.of(),
                new ResourceLimits(128L << 20, 1, 64),
                false,
                5);
    }

    /** Nobody reaches it, and it keeps nothing. */
    public static ContainerSpec plain(
            String name, String image, Map<String, String> labels, List<String> command, ResourceLimits limits) {
        return new ContainerSpec(
                name, image, labels, command, ".", Map.of(), null, "", List.of(), List.of(), limits, false, 1);
    }

    protected String built(List<String> shellLines) throws IOException {
        Files.createDirectories(folder.resolve("www"));
        Files.writeString(folder.resolve("www/index.html"), "it works");
        Files.writeString(folder.resolve("server.mjs"), SERVER);
        var image = id + ":1";
        var info = runtime()
                .build(build(image, shellLines, PATIENCE), line -> {})
                .await()
                .atMost(PATIENCE);
        assertThat(info.name()).isEqualTo(image);
        return image;
    }

    protected static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    @AfterEach
    void removeEverything() {
        var managed = Map.of(Labels.MANAGED, id);
        for (var container : runtime().list(managed).await().atMost(PATIENCE)) {
            runtime().remove(container.name()).await().atMost(PATIENCE);
        }
        for (var image : runtime().listImages(managed).await().atMost(PATIENCE)) {
            runtime().removeImage(image.name()).await().atMost(PATIENCE);
        }
        for (var network : runtime().listNetworks(managed).await().atMost(PATIENCE)) {
            runtime().removeNetwork(network).await().atMost(PATIENCE);
        }
        for (var volume : runtime().listVolumes(managed).await().atMost(PATIENCE)) {
            runtime().removeVolume(volume).await().atMost(PATIENCE);
        }
    }

    protected void awaitLine(String text) {
        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(runtime()
                                .logs(id, 100, false)
                                .collect()
                                .asList()
                                .await()
                                .atMost(PATIENCE))
                        .extracting(LogLine::text)
                        .contains(text));
    }

    /** Copies a volume into another one, as a backup and its restore do. */
    protected void copiesVolumes(boolean owners) throws IOException {
        runtime().ensureVolume(id, labels).await().atMost(PATIENCE);
        var given = Archives.of(Map.of("a/b.txt", "content", "top", "level"));
        var timeout = Duration.ofSeconds(30);
        runtime()
                .writeVolume(id, new ByteArrayInputStream(given), timeout)
                .await()
                .atMost(PATIENCE);
        var read = runtime()
                .readVolume(id, timeout, InputStream::readAllBytes)
                .await()
                .atMost(PATIENCE);
        assertThat(Archives.entries(read, owners)).isEqualTo(Archives.entries(given, owners));
        runtime().removeVolume(id).await().atMost(PATIENCE);
        assertFailure(
                () -> runtime()
                        .readVolume(id, timeout, InputStream::readAllBytes)
                        .await()
                        .atMost(PATIENCE),
                RuntimeFailure.Kind.NOT_FOUND);
        assertThat(runtime().listVolumes(labels).await().atMost(PATIENCE)).isEmpty();
    }

    protected static String get(ContainerInfo.Endpoint endpoint, String path) throws Exception {
        var uri = URI.create("http://" + endpoint.host() + ":" + endpoint.port() + path);
        var request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(5)).build();
        return HttpClient.newHttpClient().send(request, BodyHandlers.ofString()).body();
    }

    protected static void assertFailure(Runnable action, RuntimeFailure.Kind kind) {
        assertThatThrownBy(action::run)
                .isInstanceOfSatisfying(
                        RuntimeFailure.class,
                        failure -> assertThat(failure.kind())
                                .as(failure.getMessage())
                                .isEqualTo(kind));
    }
}

package io.kyozo.analyzer.topology.generate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.kyozo.analyzer.topology.GoldenFolders;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ExecResult;
import io.kyozo.runtime.Labels;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Generated Dockerfiles build, and what they build runs as an ordinary user under the limits and the confinement that the
 * topology says, answers, finds itself healthy and ends when it is told to. {@code -Dkyozo.test.stacks=go,rust} chooses
 * some; those that take long are built only when they are chosen.
 */
@NeedsEngine(
        images = {
            "debian:bookworm-slim",
            "node:20-bookworm-slim",
            "python:3.11-slim-bookworm",
            "golang:1.19-bookworm",
            "rust:1-slim-bookworm",
            "maven:3.9-eclipse-temurin-17",
            "eclipse-temurin:17-jre",
            "ruby:3.1-slim-bookworm",
            "php:8.2-apache-bookworm",
            "elixir:1.17-slim",
            "nginx:stable-bookworm"
        })
class ImageBuildIT {
    private static final Duration BUILD = Duration.ofMinutes(5);
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final int KILLED = 137;
    private static final Set<String> SLOW = Set.of("cpp");
    private static final ObjectMapper JSON = new ObjectMapper();

    private static DockerContainerRuntime runtime;

    private final String id = "kyozo-image-" + UUID.randomUUID().toString().substring(0, 8);
    private final Map<String, String> labels = Map.of(Labels.MANAGED, id);

    @TempDir
    Path folder;

    @BeforeAll
    static void connect() {
        runtime = new DockerContainerRuntime(
                DockerSettings.at(URI.create(PrivateEngine.host().orElseThrow())));
    }

    @AfterAll
    static void disconnect() {
        runtime.close();
    }

    @ParameterizedTest
    @CsvSource({
        "static-site, /, <html",
        "site-hugo, /, Diary",
        "node-express, /healthz, ok",
        "node-spa, /any/page, board",
        "python-flask, /healthz, ok",
        "go-http, /, user 10001",
        "rust-http, /, echo from",
        "java-http, /healthz, ok",
        "ruby-plain, /, ruby by 10001",
        "php-plain, /any/page, visits by 33",
        "elixir-plain, /, counted",
        "cpp-cmake, /, meter",
    })
    void theImageBuildsAndServes(String name, String path, String says) throws Exception {
        TopologyDocument topology = GoldenFolders.analyze(name);
        ServiceSpec service = topology.services().get(0);
        assumeTrue(isChosen(service.stack()), "left out by kyozo.test.stacks");
        ServiceSpec.Dockerfile dockerfile = service.dockerfile();
        copy(GoldenFolders.input(name));
        Files.writeString(folder.resolve(".dockerignore"), dockerfile.dockerignore());
        boolean readOnly =
                GeneratedFiles.of(topology).text("compose.yaml").orElseThrow().contains("read_only: true");
        try {
            build(dockerfile.content());
            ContainerInfo running = run(service, readOnly);
            int port = service.ports().get(0).number();
            assertThat(answer(running.endpoints().get(port), path)).contains(says);
            assertThat(exec(List.of("id", "-u")).output().strip()).isNotEqualTo("0");
            assertThat(exec(healthCheck(dockerfile.content())).exitCode()).isZero();
            done(runtime.stop(id, Duration.ofSeconds(20)));
            assertThat(done(runtime.inspect(id)).orElseThrow().exitCode()).isNotEqualTo(KILLED);
        } finally {
            done(runtime.remove(id));
            done(runtime.removeImage(id + ":1"));
        }
    }

    private static boolean isChosen(String stack) {
        String chosen = System.getProperty("kyozo.test.stacks", "");
        return chosen.isEmpty()
                ? !SLOW.contains(stack)
                : List.of(chosen.split(",")).contains(stack);
    }

    private void build(String dockerfile) {
        ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();
        String bundle = System.getenv("KYOZO_CA_BUNDLE");
        BuildSpec spec = new BuildSpec(
                id + ":1",
                labels,
                folder,
                dockerfile,
                "",
                ".",
                List.of(),
                "",
                Map.of(),
                bundle == null ? null : Path.of(bundle),
                ResourceLimits.NONE,
                BUILD);
        try {
            runtime.build(spec, (BuildLine line) -> log.add(line.text()))
                    .await()
                    .atMost(BUILD);
        } catch (RuntimeException e) {
            throw new AssertionError(String.join("\n", log), e);
        }
    }

    private ContainerInfo run(ServiceSpec service, boolean readOnly) {
        ServiceSpec.Resources limits = service.resources();
        done(runtime.create(new ContainerSpec(
                id,
                id + ":1",
                labels,
                List.of(),
                ".",
                Map.of(),
                null,
                "",
                service.ports().stream()
                        .map(port -> new ContainerSpec.Port(port.number(), port.envVar()))
                        .toList(),
                List.of(),
                new ResourceLimits(limits.memoryBytes(), limits.cpus(), limits.pids()),
                readOnly,
                20)));
        return done(runtime.start(id));
    }

    private static String answer(ContainerInfo.Endpoint endpoint, String path) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(
                        URI.create("http://" + endpoint.host() + ":" + endpoint.port() + path))
                .timeout(Duration.ofSeconds(5))
                .build();
        HttpResponse<String> response = await().atMost(PATIENCE)
                .ignoreExceptions()
                .until(() -> client.send(request, BodyHandlers.ofString()), answer -> answer.statusCode() == 200);
        return response.body();
    }

    /** argv of the image's health check. */
    private static List<String> healthCheck(String dockerfile) throws IOException {
        String text = dockerfile.substring(dockerfile.indexOf("HEALTHCHECK"));
        String argv = text.substring(text.indexOf("CMD [") + 4, text.indexOf("]\n") + 1);
        return List.of(JSON.readValue(argv, String[].class));
    }

    private ExecResult exec(List<String> argv) {
        return done(runtime.exec(id, argv, Duration.ofSeconds(30)));
    }

    private void copy(Path from) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path to = folder.resolve(from.relativize(file).toString());
                Files.createDirectories(to.getParent());
                Files.copy(file, to);
            }
        }
    }

    private static <T> T done(Uni<T> work) {
        return work.await().atMost(PATIENCE);
    }
}

package io.kyozo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.testkit.engine.PrivateEngine;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * What a person does without Kyozo: build, take the old container away, run, wait for the page.
 *
 * @param dockerfile the generated one
 * @param port that the service listens on
 */
record ByHand(Project project, Path dockerfile, int port) {
    private static final String NAME = "kyozo-bench-by-hand";
    private static final int PUBLISHED = 18999;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    static ByHand prepare(Project project, JsonNode service) throws IOException {
        Path dockerfile = Files.createTempFile("kyozo-bench", ".Dockerfile");
        Files.writeString(dockerfile, service.at("/dockerfile/content").asText());
        return new ByHand(project, dockerfile, service.at("/ports/0/number").asInt());
    }

    void deploy() throws IOException {
        docker(
                "build",
                "-q",
                "-t",
                NAME,
                "-f",
                dockerfile.toString(),
                project.folder().toString());
        docker("rm", "-f", NAME);
        docker("run", "-d", "--name", NAME, "-p", "127.0.0.1:" + PUBLISHED + ":" + port, NAME);
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PUBLISHED + "/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        awaitAnswer(
                () -> client.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
    }

    void awaitAnswer(Callable<Integer> status) {
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(20))
                .ignoreExceptions()
                .until(() -> status.call() == 200);
    }

    void remove() throws IOException {
        docker("rm", "-f", NAME);
        docker("rmi", "-f", NAME);
        Files.delete(dockerfile);
    }

    private static void docker(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("docker"));
        command.addAll(List.of(arguments));
        Path output = Files.createTempFile("kyozo-bench", ".out");
        try {
            ProcessBuilder builder = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(output.toFile());
            builder.environment().put("DOCKER_HOST", PrivateEngine.host().orElseThrow());
            builder.environment().put("DOCKER_BUILDKIT", "0");
            Process process = builder.start();
            boolean ended = process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS);
            boolean mayFail = arguments[0].equals("rm");
            if (!ended || (process.exitValue() != 0 && !mayFail)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + ":\n" + Files.readString(output));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}

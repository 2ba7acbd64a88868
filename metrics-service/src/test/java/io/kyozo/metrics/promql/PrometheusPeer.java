package io.kyozo.metrics.promql;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** A Prometheus of our own on {@link PeerSamples}, as its package has it. */
final class PrometheusPeer implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final HttpClient client = HttpClient.newHttpClient();
    private final int port;
    private final Process server;

    /** @param programs where {@code prometheus} and {@code promtool} are */
    PrometheusPeer(Path programs, Path work) throws IOException, InterruptedException {
        Path text = Files.writeString(work.resolve("samples.om"), PeerSamples.openMetrics());
        Path data = work.resolve("data");
        Process blocks = started(
                work,
                programs.resolve("promtool").toString(),
                "tsdb",
                "create-blocks-from",
                "openmetrics",
                text.toString(),
                data.toString());
        if (!blocks.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || blocks.exitValue() != 0) {
            throw new IOException(Files.readString(work.resolve("log")));
        }
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Path config = Files.writeString(work.resolve("prometheus.yml"), "{}");
        server = started(
                work,
                programs.resolve("prometheus").toString(),
                "--config.file=" + config,
                "--storage.tsdb.path=" + data,
                "--storage.tsdb.retention.time=100y",
                "--web.listen-address=127.0.0.1:" + port);
        Awaitility.await().atMost(PATIENCE).ignoreExceptions().until(this::isReady);
    }

    private static Process started(Path work, String... command) throws IOException {
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("log").toFile()))
                .start();
    }

    private boolean isReady() throws IOException, InterruptedException {
        return get("/-/ready").statusCode() == 200;
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + path);
        return client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString());
    }

    JsonArray range(String query, Instant start, Duration step, int steps) throws IOException, InterruptedException {
        Instant end = start.plus(step.multipliedBy(steps - 1));
        return result("/api/v1/query_range?start=" + start + "&end=" + end + "&step=" + step.toSeconds() + "&query="
                + URLEncoder.encode(query, StandardCharsets.UTF_8));
    }

    private JsonArray result(String path) throws IOException, InterruptedException {
        JsonObject answer = new JsonObject(get(path).body());
        if (!answer.getString("status").equals("success")) {
            throw new IOException(path + ": " + answer.getString("error"));
        }
        return answer.getJsonObject("data").getJsonArray("result");
    }

    @Override
    public void close() throws InterruptedException {
        server.destroy();
        if (!server.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            server.destroyForcibly();
        }
    }
}

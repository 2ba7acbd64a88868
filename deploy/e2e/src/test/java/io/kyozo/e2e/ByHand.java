package io.kyozo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.runtime.Labels;
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
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.awaitility.Awaitility;

/**
 * What a person does without Kyozo: build, take the old container away, run, wait for the page.
 *
 * @param dockerfile the generated one
 * @param port that the service listens on
 * @param limits of its container, the same as Kyozo gives it: they decide how long it takes to start
 */
record ByHand(Project project, Path dockerfile, int port, List<String> limits) {
    private static final String NAME = "kyozo-bench-by-hand";
    /** Of removals: each takes the layers that nothing is built on any more. */
    private static final int ROUNDS = 10;

    private static final int PUBLISHED = 18999;
    private static final Duration LIMIT = Duration.ofMinutes(5);

    /** How long each part took. */
    record Times(Duration build, Duration remove, Duration run, Duration answer) {
        Duration all() {
            return build.plus(remove).plus(run).plus(answer);
        }

        static String medians(List<Times> all) {
            return "build %d · remove the old %d · run %d · answers %d ms"
                    .formatted(
                            median(all, Times::build),
                            median(all, Times::remove),
                            median(all, Times::run),
                            median(all, Times::answer));
        }

        private static long median(List<Times> all, Function<Times, Duration> part) {
            return Timeline.median(all.stream().map(part).toList()).toMillis();
        }
    }

    static ByHand prepare(Project project, JsonNode service) throws IOException {
        Path dockerfile = Files.createTempFile("kyozo-bench", ".Dockerfile");
        Files.writeString(dockerfile, service.at("/dockerfile/content").asText());
        String unused = docker("rm", "-f", NAME);
        return new ByHand(
                project,
                dockerfile,
                service.at("/ports/0/number").asInt(),
                List.of(
                        "--cpus",
                        service.at("/resources/cpus").asText(),
                        "--memory",
                        service.at("/resources/memoryBytes").asText()));
    }

    /** Until the page shows {@code marker}; {@code cold} without any layer that is there. */
    Times deploy(String marker, boolean cold) throws IOException {
        List<String> build = new ArrayList<>(List.of("build", "-t", NAME, "-f", dockerfile.toString()));
        if (cold) {
            build.add("--no-cache");
        }
        build.add(project.folder().toString());
        long began = System.nanoTime();
        String printed = docker(build.toArray(String[]::new));
        long built = System.nanoTime();
        String unused = docker("rm", "-f", NAME);
        long removed = System.nanoTime();
        List<String> run =
                new ArrayList<>(List.of("run", "-d", "--name", NAME, "-p", "127.0.0.1:" + PUBLISHED + ":" + port));
        run.addAll(limits);
        run.add(NAME);
        unused = docker(run.toArray(String[]::new));
        long ran = System.nanoTime();
        awaitPage(marker);
        long answered = System.nanoTime();
        if (cold) {
            forgetLayers(printed);
        }
        return new Times(nanos(began, built), nanos(built, removed), nanos(removed, ran), nanos(ran, answered));
    }

    /** Builds a folder by its own Dockerfile, and keeps nothing of it but layers. */
    static void build(Path folder) throws IOException {
        String unused = docker("build", "-t", NAME, folder.toString());
        unused = docker("rmi", "-f", NAME);
    }

    private static Duration nanos(long from, long to) {
        return Duration.ofNanos(to - from);
    }

    private static void awaitPage(String marker) {
        HttpClient client = HttpClient.newHttpClient();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + PUBLISHED + "/"))
                .timeout(Duration.ofSeconds(5))
                .build();
        Awaitility.await()
                .atMost(LIMIT)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(5))
                .ignoreExceptions()
                .until(() -> client.send(request, HttpResponse.BodyHandlers.ofString())
                        .body()
                        .contains(marker));
    }

    /** Removes all layers that an installation's builds left, and with them its cache; nothing of it may run. */
    static void forget(String installation) throws IOException {
        List<String> images = layers(installation);
        for (int round = 0; !images.isEmpty() && round < ROUNDS; round++) {
            for (String image : images) {
                String unused = docker("rmi", "-f", image);
            }
            images = layers(installation);
        }
        if (!images.isEmpty()) {
            throw new AssertionError("layers of earlier builds stay: " + images);
        }
    }

    /** All but the image of the host's authorities, which is of no folder. */
    private static List<String> layers(String installation) throws IOException {
        String label = "label=" + Labels.BUILD + "=" + installation;
        return docker("images", "--filter", label, "--format", "{{.Repository}} {{.ID}}")
                .lines()
                .filter(image -> !image.startsWith("kyozo/trust "))
                .map(image -> image.substring(image.indexOf(' ') + 1))
                .distinct()
                .toList();
    }

    /** Removes what a build without cache made beside the image; what others still build on, the engine keeps. */
    private static void forgetLayers(String printed) throws IOException {
        List<String> layers = new ArrayList<>();
        boolean base = false;
        for (String line : printed.lines().toList()) {
            if (line.startsWith("Step ")) {
                base = line.contains(" : FROM ");
            } else if (!base && line.matches(" ---> [0-9a-f]{12}")) {
                layers.add(line.substring(" ---> ".length()));
            }
        }
        Collections.reverse(layers);
        for (String layer : layers) {
            String unused = docker("rmi", layer);
        }
    }

    void remove() throws IOException {
        String unused = docker("rm", "-f", NAME);
        unused = docker("rmi", "-f", NAME);
        Files.delete(dockerfile);
    }

    /** What it printed; removals may fail. */
    private static String docker(String... arguments) throws IOException {
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
            boolean mayFail = arguments[0].startsWith("rm");
            if (!ended || (process.exitValue() != 0 && !mayFail)) {
                process.destroyForcibly();
                throw new AssertionError(String.join(" ", command) + ":\n" + Files.readString(output));
            }
            return Files.readString(output);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        } finally {
            Files.deleteIfExists(output);
        }
    }
}

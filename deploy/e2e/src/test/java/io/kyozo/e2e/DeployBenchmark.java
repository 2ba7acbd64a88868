package io.kyozo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a warm deployment costs over {@code docker build} and {@code docker run} of the same folder with the same
 * Dockerfile, done by hand in the same run. Both sides get a changed file each round. Each round goes back to the release
 * before, too. {@code ./kyozo bench deploy}.
 */
@NeedsEngine
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployBenchmark {
    private static final int ROUNDS = Integer.getInteger("kyozo.bench.rounds", 5);

    private final List<String> table = new ArrayList<>();
    private final LocalInstallation installation = LocalInstallation.create(
            "docker", Map.of("DOCKER_HOST", PrivateEngine.host().orElseThrow()));

    @BeforeAll
    void start() {
        installation.up().succeeds();
    }

    @AfterAll
    void end() {
        installation.kyozo("down", "--purge").succeeds();
        System.out.printf(
                "%n%-14s %14s %14s %14s %16s%n", "sample", "kyozo deploy", "by hand", "overhead", "kyozo rollback");
        table.forEach(System.out::println);
        System.out.printf("medians of %d rounds, from command to answering page; the same Dockerfile%n", ROUNDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATIC_SITE", "NODE_EXPRESS", "PYTHON_FLASK"})
    void comparesWithTheEngineByHand(Sample sample) throws IOException {
        Project project = Project.copyOf(sample, installation.work());
        installation.deploy(project).succeeds();
        ByHand byHand = ByHand.prepare(project, service(sample));
        byHand.deploy();

        List<Duration> ours = new ArrayList<>();
        List<Duration> theirs = new ArrayList<>();
        List<Duration> back = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            sample.change(project);
            ours.add(timed(() -> {
                String address = installation.deploy(project).succeeds().address(sample.page());
                byHand.awaitAnswer(() -> installation.gateway().get(address).statusCode());
            }));
            theirs.add(timed(byHand::deploy));
            back.add(timed(() -> {
                String address = installation
                        .kyozo("rollback", sample.folder())
                        .succeeds()
                        .address(sample.page());
                byHand.awaitAnswer(() -> installation.gateway().get(address).statusCode());
            }));
        }
        byHand.remove();

        Duration mine = median(ours);
        Duration hand = median(theirs);
        table.add("%-14s %12.2f s %12.2f s %12.2f s %14.2f s"
                .formatted(
                        sample.folder(),
                        seconds(mine),
                        seconds(hand),
                        seconds(mine.minus(hand)),
                        seconds(median(back))));
    }

    /** The service as the analysis describes it. */
    private JsonNode service(Sample sample) {
        Gateway gateway = installation.gateway();
        for (JsonNode deployment :
                gateway.api("/api/v1/deployments?page[size]=100").path("data")) {
            JsonNode attributes = deployment.path("attributes");
            if (attributes.path("workspace").asText().equals(sample.folder())) {
                String revision = attributes.path("revisionId").asText();
                return gateway.api("/api/v1/revisions/" + revision + "/topology")
                        .at("/data/attributes/services/0");
            }
        }
        throw new AssertionError("there is no deployment of " + sample.folder());
    }

    private static Duration timed(Step step) throws IOException {
        long began = System.nanoTime();
        step.run();
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private static Duration median(List<Duration> durations) {
        return durations.stream()
                .sorted()
                .skip(durations.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }

    private interface Step {
        void run() throws IOException;
    }
}

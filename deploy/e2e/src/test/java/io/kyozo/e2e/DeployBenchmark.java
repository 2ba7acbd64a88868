package io.kyozo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What a deployment costs over {@code docker build} and {@code docker run} of the same folder with the same Dockerfile and
 * limits, done by hand in the same run: cold, where nothing of it was built before, and warm, where one file of it changed. Each
 * warm round goes back to the release before, too. {@code ./kyozo bench deploy}.
 */
@NeedsEngine
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DeployBenchmark {
    private static final int ROUNDS = Integer.getInteger("kyozo.bench.rounds", 5);
    /** The one that is asked for; all where none is. */
    private static final String SAMPLE = System.getProperty("kyozo.bench.sample", "");

    private static final Duration COLD_BAR = Duration.ofMillis(1000);
    private static final Duration WARM_BAR = Duration.ofMillis(500);

    private final List<String> report = new ArrayList<>();
    private final LocalInstallation installation = LocalInstallation.create("docker", environment());

    /** Without a CA bundle of the host's own, which Kyozo would put into images, and a person's Dockerfile does not. */
    private static Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>();
        List.of("KYOZO_CA_BUNDLE", "SSL_CERT_FILE", "NODE_EXTRA_CA_CERTS", "CURL_CA_BUNDLE")
                .forEach(bundle -> environment.put(bundle, ""));
        environment.put("DOCKER_HOST", PrivateEngine.host().orElseThrow());
        return environment;
    }

    @BeforeAll
    void start() {
        installation.up().succeeds();
    }

    @AfterAll
    void end() {
        installation.kyozo("down", "--purge").succeeds();
        System.out.println();
        System.out.println("deploy benchmark: from the command to the page of the new version");
        report.forEach(System.out::println);
        System.out.printf("medians of %d rounds; the same Dockerfile and files by hand%n", ROUNDS);
    }

    @ParameterizedTest
    @EnumSource(names = {"STATIC_SITE", "NODE_EXPRESS", "PYTHON_FLASK"})
    void comparesWithTheEngineByHand(Sample sample) throws IOException {
        assumeTrue(SAMPLE.isEmpty() || sample.folder().equals(SAMPLE));
        Project project = Project.copyOf(sample, installation.work());
        installation.deploy(project).succeeds();
        ByHand byHand = ByHand.prepare(project, Timeline.service(installation.gateway(), sample.folder()));
        Rounds cold = new Rounds();
        for (int round = 1; round <= ROUNDS; round++) {
            installation.kyozo("remove", sample.folder(), "--yes").succeeds();
            ByHand.forget(installation.id());
            cold.add(sample, project, byHand, "cold-" + round + "-", true);
        }
        cold.report(sample, "cold", COLD_BAR);

        Rounds warm = new Rounds();
        List<Duration> back = new ArrayList<>();
        for (int round = 1; round <= ROUNDS; round++) {
            warm.add(sample, project, byHand, "warm-" + round + "-", false);
            Instant began = Instant.now();
            String address =
                    installation.kyozo("rollback", sample.folder()).succeeds().address(sample.page());
            String page = installation.gateway().get(address).body();
            back.add(Duration.between(began, Instant.now()));
            assertThat(page).contains("cold-" + ROUNDS + "-").doesNotContain("warm-" + round + "-");
        }
        byHand.remove();
        installation.kyozo("remove", sample.folder(), "--yes").succeeds();
        warm.report(sample, "warm", WARM_BAR);
        report.add("  rollback: %.2f s".formatted(seconds(Timeline.median(back))));
    }

    /** The same rounds by Kyozo and by hand, one after the other. */
    private final class Rounds {
        private final List<Timeline> ours = new ArrayList<>();
        private final List<Duration> commands = new ArrayList<>();
        private final List<ByHand.Times> theirs = new ArrayList<>();

        /** Each side gets a new version, which shows {@code marker}. */
        void add(Sample sample, Project project, ByHand byHand, String marker, boolean cold) throws IOException {
            sample.mark(project, marker);
            Gateway gateway = installation.gateway();
            Instant began = Instant.now();
            CommandRun run = installation.deploy(project);
            Instant ended = Instant.now();
            String address = run.succeeds().address(sample.page());
            assertThat(gateway.get(address).body()).contains(marker);
            commands.add(Duration.between(began, ended));
            ours.add(Timeline.of(gateway, sample.folder(), began, ended));
            theirs.add(byHand.deploy(marker, cold));
        }

        void report(Sample sample, String kind, Duration bar) {
            Duration served =
                    Timeline.median(ours.stream().map(Timeline::serving).toList());
            Duration command = Timeline.median(commands);
            Duration hand =
                    Timeline.median(theirs.stream().map(ByHand.Times::all).toList());
            Duration over = served.minus(hand);
            report.add(
                    "%-13s %s: serves after %.2f s, by hand %.2f s: overhead %.2f s, bar %.1f s %s; command ended %.2f s"
                            .formatted(
                                    sample.folder(),
                                    kind,
                                    seconds(served),
                                    seconds(hand),
                                    seconds(over),
                                    seconds(bar),
                                    over.compareTo(bar) < 0 ? "met" : "MISSED",
                                    seconds(command)));
            report.add("  kyozo:   " + Timeline.medians(ours));
            report.add("  by hand: " + ByHand.Times.medians(theirs));
            // What packages are downloaded from makes most of the difference between two rounds.
            report.add("  builds:  the engine's of each round "
                    + millis(ours.stream().map(Timeline::engine))
                    + " · by hand "
                    + millis(theirs.stream().map(ByHand.Times::build))
                    + " ms");
        }

        private static String millis(Stream<Duration> all) {
            return all.map(one -> String.valueOf(one.toMillis())).collect(Collectors.joining(", "));
        }
    }

    private static double seconds(Duration duration) {
        return duration.toMillis() / 1000.0;
    }
}

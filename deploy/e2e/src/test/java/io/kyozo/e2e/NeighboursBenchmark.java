package io.kyozo.e2e;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.kyozo.testkit.engine.NeedsEngine;
import io.kyozo.testkit.engine.PrivateEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * How soon a running service answers while a build takes all the processors that it gets: with no build, while Kyozo builds,
 * and while the engine's own command builds the same folder without limits. {@code ./kyozo bench deploy neighbours}.
 */
@NeedsEngine(images = NeighboursBenchmark.IMAGE)
@Tag("bench")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeighboursBenchmark {
    static final String IMAGE = "node:20-bookworm-slim";
    private static final int ROUNDS = Integer.getInteger("kyozo.bench.rounds", 2);
    private static final int PER_SECOND = 50;
    private static final Duration WARM_UP = Duration.ofSeconds(4);
    private static final Duration VISITED = Duration.ofSeconds(15);
    private static final Duration BURNS = Duration.ofSeconds(22);
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    /** Twice as many as there are processors: a build that is not held back takes all of them. */
    private static final int BURNERS = 2 * Runtime.getRuntime().availableProcessors();

    private final LocalInstallation installation = LocalInstallation.create(
            "docker", Map.of("DOCKER_HOST", PrivateEngine.host().orElseThrow()));
    private final ExecutorService builder = Executors.newSingleThreadExecutor();
    private final Answers quiet = new Answers("no build");
    private final Answers ours = new Answers("Kyozo builds");
    private final Answers theirs = new Answers("'docker build' builds");
    private String address = "";

    @BeforeAll
    void start() {
        installation.up().succeeds();
        Project neighbour = Project.copyOf(Sample.NODE_EXPRESS, installation.work());
        address = installation.deploy(neighbour).succeeds().address(Sample.NODE_EXPRESS.page());
    }

    @AfterAll
    void end() {
        builder.shutdownNow();
        installation.kyozo("down", "--purge").succeeds();
        System.out.printf(
                "neighbours: a service asked %d times a second; the build: %d busy processes on %d processors%n",
                PER_SECOND, BURNERS, BURNERS / 2);
        List.of(quiet, ours, theirs).forEach(Answers::print);
    }

    @Test
    void isAskedBesideABuild() throws Exception {
        visit(new Answers("warm-up"), WARM_UP);
        for (int round = 0; round < ROUNDS; round++) {
            visit(quiet, VISITED);
            Hungry first = Hungry.make(installation);
            during(first, ours, () -> installation.deploy(first.project()).succeeds());
            Hungry second = Hungry.make(installation);
            during(second, theirs, () -> {
                ByHand.build(second.project().folder());
                return true;
            });
        }
        for (Answers all : List.of(quiet, ours, theirs)) {
            assertThat(all.failures).as(all.during).isEmpty();
        }
    }

    private void during(Hungry hungry, Answers answers, Callable<?> build) throws Exception {
        Future<?> built = builder.submit(build);
        await().atMost(PATIENCE).until(() -> built.isDone() || hungry.burners() == BURNERS);
        visit(answers, VISITED);
        assertThat(hungry.burners()).as("busy to the end").isEqualTo(BURNERS);
        assertThat(built.get(PATIENCE.toSeconds(), TimeUnit.SECONDS)).isNotNull();
    }

    private void visit(Answers answers, Duration span) {
        try (Visitors visitors = new Visitors(installation.port(), address, PER_SECOND)) {
            await().atMost(PATIENCE).until(() -> visitors.visits() >= PER_SECOND * span.toSeconds());
            visitors.close();
            answers.add(visitors);
        }
    }

    /** A folder whose build keeps the processors busy, unlike any that was built before. */
    private record Hungry(Project project, String program) {
        static Hungry make(LocalInstallation installation) throws IOException {
            String program = "burn-" + UUID.randomUUID() + ".js";
            Project project =
                    new Project(Files.createDirectories(installation.work().resolve("hungry")));
            project.write("Dockerfile", """
                    FROM %1$s
                    WORKDIR /app
                    RUN echo 'const end = Date.now() + %2$d; while (Date.now() < end);' > %3$s; \\
                        for each in $(seq %4$d); do node %3$s & done; wait
                    COPY server.js .
                    USER node
                    ENV PORT=3000
                    EXPOSE 3000
                    CMD ["node", "server.js"]
                    """.formatted(IMAGE, BURNS.toMillis(), program, BURNERS));
            project.write(
                    "server.js",
                    "require('http').createServer((asked, answer) => answer.end('ok')).listen(process.env.PORT);\n");
            return new Hungry(project, program);
        }

        /** Its processes that run now, in whatever container. */
        long burners() {
            return ProcessHandle.allProcesses()
                    .flatMap(process -> process.info().arguments().stream())
                    .filter(arguments -> List.of(arguments).equals(List.of(program)))
                    .count();
        }
    }

    /** To all requests that were sent during one kind of thing. */
    private static final class Answers {
        private final String during;
        private final List<Long> nanos = new ArrayList<>();
        private final List<String> failures = new ArrayList<>();

        Answers(String during) {
            this.during = during;
        }

        void add(Visitors visitors) {
            nanos.addAll(visitors.times());
            failures.addAll(visitors.failures());
        }

        void print() {
            System.out.printf(
                    "neighbours: %-22s %5d requests, %d failed: p50 %.1f ms, p90 %.1f ms, p99 %.1f ms%n",
                    during, nanos.size(), failures.size(), millis(50), millis(90), millis(99));
        }

        private double millis(int percent) {
            return Visitors.within(percent, nanos).toNanos() / 1e6;
        }
    }
}

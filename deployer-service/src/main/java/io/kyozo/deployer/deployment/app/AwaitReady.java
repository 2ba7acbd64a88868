package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.app.Prober.Answer;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.HearLastWords;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Waits until a replica answers from outside, or shows that it never will. */
@ApplicationScoped
class AwaitReady {
    private static final Duration FIRST_PAUSE = Duration.ofMillis(10);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(500);
    private static final String PHASE = "verify";

    private final ContainerRuntime runtime;
    private final AskReplica askReplica;
    private final FindPort findPort;
    private final HearLastWords hearLastWords;
    private final RolloutConfig config;

    AwaitReady(
            ContainerRuntime runtime,
            AskReplica askReplica,
            FindPort findPort,
            HearLastWords hearLastWords,
            RolloutConfig config) {
        this.runtime = runtime;
        this.askReplica = askReplica;
        this.findPort = findPort;
        this.hearLastWords = hearLastWords;
        this.config = config;
    }

    /**
     * Answers the replica, which may listen on another port than was planned, at its first good answer; a
     * {@link StepFailedException} with its last lines in the log otherwise.
     */
    Uni<Replica> ready(Work work, Replica replica) {
        Instant deadline = Instant.now().plus(config.verifyTimeout());
        Instant search = Instant.now().plus(config.portSearchAfter());
        return attempt(new Wait(work, replica, deadline, search, ""), FIRST_PAUSE);
    }

    /** Waits until it has run for as long as it must since it was started; fails where it ends before. */
    Uni<Void> proven(Work work, Replica replica) {
        // At most from now on: the engine's clock may be another one.
        return proven(work, replica, Instant.now().plus(config.minHealthy()));
    }

    private Uni<Void> proven(Work work, Replica replica, Instant limit) {
        return runtime.inspect(replica.containerName()).chain(found -> {
            Optional<String> why = ended(found);
            if (why.isPresent()) {
                return fail(work, replica, why.get());
            }
            Duration left = left(found.orElseThrow().startedAt(), limit);
            return left.isNegative() || left.isZero()
                    ? Uni.createFrom().voidItem()
                    : Uni.createFrom().voidItem().onItem().delayIt().by(left).chain(() -> proven(work, replica, limit));
        });
    }

    private Duration left(@Nullable Instant startedAt, Instant limit) {
        Instant proven = startedAt == null ? limit : startedAt.plus(config.minHealthy());
        return Duration.between(Instant.now(), proven.isBefore(limit) ? proven : limit);
    }

    /**
     * One replica's way to readiness.
     *
     * @param search when it is looked at what it listens on, if it does not answer until then
     * @param hint why it may not answer; empty where nothing is known
     */
    private record Wait(Work work, Replica replica, Instant deadline, Instant search, String hint) {
        Wait after(FindPort.Found found, Instant again) {
            return new Wait(work, found.replica(), deadline, again, found.hint());
        }
    }

    private Uni<Replica> attempt(Wait wait, Duration pause) {
        return runtime.inspect(wait.replica().containerName()).chain(found -> {
            Optional<String> why = ended(found);
            return why.isPresent()
                    ? fail(wait.work(), wait.replica(), why.get())
                    : askReplica.ask(wait.replica(), found.orElseThrow()).chain(answer -> judge(wait, pause, answer));
        });
    }

    private Uni<Replica> judge(Wait wait, Duration pause, Answer answer) {
        Replica replica = wait.replica();
        if (answer.ready()) {
            wait.work().log().info(replica.service(), PHASE, "Ready: " + answer.saw());
            return Uni.createFrom().item(replica);
        }
        if (Instant.now().isAfter(wait.deadline())) {
            String patience = config.verifyTimeout().toSeconds() + " s: ";
            return fail(wait.work(), replica, "it was not ready within " + patience + answer.saw() + wait.hint());
        }
        Duration half = pause.plus(pause.dividedBy(2));
        Duration longer = half.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : half;
        return searched(wait).onItem().delayIt().by(pause).chain(next -> attempt(next, longer));
    }

    private Uni<Wait> searched(Wait wait) {
        return Instant.now().isBefore(wait.search())
                ? Uni.createFrom().item(wait)
                : findPort.look(wait.work(), wait.replica())
                        .map(found -> wait.after(found, Instant.now().plus(config.portSearchAfter())));
    }

    private static Optional<String> ended(Optional<ContainerInfo> found) {
        if (found.isEmpty()) {
            return Optional.of("its container vanished");
        }
        ContainerInfo container = found.get();
        return switch (container.state()) {
            case EXITED, DEAD ->
                Optional.of(
                        container.oomKilled()
                                ? "it was killed because it needs more memory than it is given"
                                : "it ended by itself with exit code " + container.exitCode());
            case CREATED, RUNNING, PAUSED -> Optional.empty();
        };
    }

    private <T> Uni<T> fail(Work work, Replica replica, String why) {
        return hearLastWords
                .of(replica, config.failureLines())
                .invoke(words ->
                        words.lines().forEach(line -> work.log().error(replica.service(), "output", line.text())))
                .chain(words ->
                        Uni.createFrom().failure(new StepFailedException(replica.service() + ": " + words.after(why))));
    }
}

package io.kyozo.local.part;

import io.kyozo.home.PartState;
import io.kyozo.home.ProcessIdentity;
import io.kyozo.local.LaunchFailure;
import io.kyozo.local.StateBoard;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * One service as a child process: started, watched, started again with growing pauses when it ends by itself, stopped
 * when asked to.
 */
public final class ServiceProcess {
    private static final Duration START_LIMIT = Duration.ofMinutes(5);
    /** More than a service gives the last requests that it works on. */
    private static final Duration STOP_LIMIT = Duration.ofSeconds(45);

    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);

    private final String name;
    private final int port;
    private final List<String> command;
    private final Map<String, String> environment;
    private final RotatingLog log;
    private final StateBoard board;
    private final ScheduledExecutorService later;
    private final BackOff backOff = new BackOff();

    private @Nullable Process process;
    private boolean stopping;
    private int restarts;

    public ServiceProcess(
            String name,
            int port,
            List<String> command,
            Map<String, String> environment,
            RotatingLog log,
            StateBoard board,
            ScheduledExecutorService later) {
        this.name = name;
        this.port = port;
        this.command = List.copyOf(command);
        this.environment = Map.copyOf(environment);
        this.log = log;
        this.board = board;
        this.later = later;
    }

    public String name() {
        return name;
    }

    /** Starts it and waits until it is ready; a service that ends before is a {@link LaunchFailure}. */
    public void startAndAwait() throws IOException, InterruptedException {
        Instant began = Instant.now();
        Process started = launch();
        if (!awaitReady(started, began)) {
            String how = started.isAlive()
                    ? "was not ready within " + START_LIMIT.toSeconds() + " s"
                    : "ended at its start with code " + started.exitValue();
            throw new LaunchFailure(
                    "The " + name + " service " + how + ". Its last words:\n" + LastWords.of(log.lastLines(40)));
        }
        var unused = started.onExit().thenAccept(this::ended);
    }

    /** Asks it to stop, waits for what it has to finish, kills it where that takes too long. */
    public void stop() throws InterruptedException, IOException {
        Process running;
        synchronized (this) {
            stopping = true;
            running = process;
        }
        if (running != null && running.isAlive()) {
            // Not Process.destroy, which closes the streams: its last words would be lost.
            boolean unused = running.toHandle().destroy();
            if (!running.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                log.say("kyozo: did not stop within " + STOP_LIMIT.toSeconds() + " s, killed");
                running.destroyForcibly().waitFor();
            }
        }
        board.ended(name, PartState.Status.STOPPED, "");
        log.close();
    }

    private synchronized Process launch() throws IOException {
        if (stopping) {
            throw new IOException("The launcher is stopping");
        }
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().putAll(environment);
        Process started = builder.start();
        started.getOutputStream().close();
        log.follow(name, started.getInputStream());
        process = started;
        board.starting(name, ProcessIdentity.of(started.toHandle()), port, restarts);
        return started;
    }

    private boolean awaitReady(Process started, Instant began) throws InterruptedException {
        Readiness readiness = new Readiness(port);
        Instant limit = began.plus(START_LIMIT);
        while (Instant.now().isBefore(limit)) {
            if (started.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                return false;
            }
            if (readiness.isReady()) {
                board.ready(name, began, "");
                return true;
            }
        }
        return false;
    }

    private void ended(Process gone) {
        synchronized (this) {
            if (stopping || process != gone) {
                return;
            }
            restarts++;
        }
        Duration pause = backOff.next(Instant.now());
        String what =
                "ended by itself with code " + gone.exitValue() + "; started again in " + pause.toMillis() + " ms";
        log.say("kyozo: " + what);
        board.ended(name, PartState.Status.FAILED, what);
        var unused = later.schedule(this::startAgain, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void startAgain() {
        Instant began = Instant.now();
        try {
            Process started = launch();
            var unused = started.onExit().thenAccept(this::ended);
            if (!awaitReady(started, began) && started.isAlive()) {
                log.say("kyozo: not ready within " + START_LIMIT.toSeconds() + " s, killed");
                started.destroyForcibly();
            }
        } catch (IOException e) {
            log.say("kyozo: can't be started: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

package io.kyozo.cli;

import io.kyozo.home.LauncherState;
import io.kyozo.home.PartState;
import io.kyozo.home.ProcessEnd;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Ends the installation and all that it deployed. Data, volumes and routes stay, so that {@code up} brings everything
 * back.
 */
@Command(
        name = "down",
        description = "Stop everything that runs: what was deployed and Kyozo itself. 'up' brings it all back.")
final class DownCommand implements Callable<Integer> {
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(100);

    @Option(names = "--purge", description = "Remove the volumes of deployed services, too.")
    private boolean purge;

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        Local local = Local.ofEnvironment();
        Optional<LauncherState> running = local.running();
        if (running.isPresent()) {
            if (new LauncherStart(local, terminal).archivesClasses()) {
                terminal.line("  once after a build, loaded classes are kept for quicker starts; that takes a while");
            }
            end(running.get().launcher().find().orElseThrow(), local, terminal);
        }
        boolean orderly = local.lastState()
                .map(state -> state.status() == LauncherState.Status.STOPPED
                        && state.reason().isBlank())
                .orElse(true);
        if (!orderly || purge) {
            int swept = new LauncherStart(local, terminal).sweep(purge);
            if (swept != 0) {
                throw new CommandFailure(
                        ExitCode.FAILED,
                        "Not all that was left could be removed; see "
                                + local.home().log("launcher"));
            }
        }
        terminal.line(done(running.isPresent(), local.home().root()));
        return ExitCode.OK;
    }

    private String done(boolean ran, Path home) {
        String done = ran ? "Kyozo is down" : "Kyozo was not running";
        if (purge) {
            return done + "; what was deployed is removed with its volumes, Kyozo's own data stays in " + home;
        }
        return ran ? done + "; its data stays in " + home : done;
    }

    private static void end(ProcessHandle launcher, Local local, Terminal terminal)
            throws IOException, InterruptedException {
        if (!launcher.destroy()) {
            throw new CommandFailure(
                    ExitCode.ENVIRONMENT,
                    "Process " + launcher.pid() + " can't be asked to end; it may be another user's.");
        }
        Instant limit = Instant.now().plus(LIMIT);
        Set<String> shown = new HashSet<>();
        while (!ProcessEnd.within(launcher, LOOK_AGAIN)) {
            local.lastState().ifPresent(state -> show(state, shown, terminal));
            if (Instant.now().isAfter(limit)) {
                terminal.error("The launcher did not end within " + LIMIT.toSeconds() + " s; it is killed.");
                launcher.destroyForcibly();
                limit = Instant.MAX;
            }
        }
        local.lastState().ifPresent(state -> show(state, shown, terminal));
        terminal.settle();
    }

    private static void show(LauncherState state, Set<String> shown, Terminal terminal) {
        for (PartState part : state.parts()) {
            if (part.status() == PartState.Status.STOPPED && shown.add(part.name())) {
                terminal.line("  stopped  " + part.name());
            }
        }
        terminal.present("stopping");
    }
}

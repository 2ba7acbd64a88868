package io.kyozo.cli;

import io.kyozo.home.LauncherState;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Starts the installation, or says that it runs. */
@Command(name = "up", description = "Start Kyozo: database, broker, the four services and the gateway.")
final class UpCommand implements Callable<Integer> {
    @Mixin
    private UpOptions options = new UpOptions();

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        Local local = Local.ofEnvironment();
        Optional<LauncherState> running = local.running();
        LauncherState state = ensure(local, terminal, options);
        if (running.isPresent()) {
            terminal.line("Kyozo is running already at " + state.url());
            if (!state.url().endsWith(":" + options.port) && options.port != UpOptions.DEFAULT_PORT) {
                terminal.line(
                        "To move it to port " + options.port + ": kyozo down, then kyozo up --port " + options.port);
            }
        }
        return ExitCode.OK;
    }

    /** Starts the installation where it does not run. */
    static LauncherState ensure(Local local, Terminal terminal, UpOptions options)
            throws IOException, InterruptedException {
        LauncherStart launcher = new LauncherStart(local, terminal);
        Optional<LauncherState> running = local.running();
        if (running.isPresent() && running.get().status() == LauncherState.Status.READY) {
            return running.get();
        }
        Instant began = Instant.now();
        LauncherState state;
        if (running.isPresent()) {
            state = launcher.follow(running.get().launcher().find().orElseThrow());
        } else {
            terminal.line("Starting Kyozo (data in " + local.home().root() + ")");
            state = launcher.start(options.host, options.port, options.runtime.name());
        }
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        terminal.line("Kyozo is ready at " + terminal.bold(state.url()) + " (%.1f s)".formatted(seconds));
        terminal.line(
                state.runtime().equals("docker")
                        ? "Services run as containers."
                        : "No container engine is used: services run as processes of this machine, not isolated from it.");
        return state;
    }

    /** How to start it. */
    static final class UpOptions {
        static final int DEFAULT_PORT = 8080;

        /** What services run on; written as people type it. */
        enum Runtime {
            auto,
            docker,
            process
        }

        @Option(names = "--port", description = "The gateway's port (default: ${DEFAULT-VALUE}).")
        int port = DEFAULT_PORT;

        @Option(names = "--host", description = "The address to listen on; this machine only unless told otherwise.")
        String host = "127.0.0.1";

        @Option(
                names = "--runtime",
                description = "${COMPLETION-CANDIDATES} (default: ${DEFAULT-VALUE}, Docker where it answers).")
        Runtime runtime = Runtime.auto;
    }
}

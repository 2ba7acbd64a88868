package io.kyozo.cli;

import io.kyozo.home.ClassArchive;
import io.kyozo.home.LauncherState;
import io.kyozo.home.PartState;
import io.kyozo.home.ProcessEnd;
import io.kyozo.home.StateFile;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Starts the launcher as a process that outlives the command, and shows how its parts become ready. */
final class LauncherStart {
    private static final Duration LOOK_AGAIN = Duration.ofMillis(50);
    private static final Duration LIMIT = Duration.ofMinutes(8);
    private static final long LOG_LIMIT = 10L * 1024 * 1024;

    private final Local local;
    private final Terminal terminal;

    LauncherStart(Local local, Terminal terminal) {
        this.local = local;
        this.terminal = terminal;
    }

    /** Starts it and waits until all is ready; a failed start leaves nothing running. */
    LauncherState start(String host, int port, String runtime) throws IOException, InterruptedException {
        Process process = spawn(List.of("--host=" + host, "--port=" + port, "--runtime=" + runtime));
        return follow(process.toHandle());
    }

    /** Ends and removes what an earlier launcher left. */
    int sweep(boolean purge) throws IOException, InterruptedException {
        return spawn(purge ? List.of("--sweep", "--purge") : List.of("--sweep")).waitFor();
    }

    private Process spawn(List<String> arguments) throws IOException {
        local.home().prepare();
        Path log = local.home().log("launcher");
        if (Files.exists(log) && Files.size(log) > LOG_LIMIT) {
            Files.move(log, log.resolveSibling("launcher.log.1"), StandardCopyOption.REPLACE_EXISTING);
        }
        List<String> command = new ArrayList<>();
        if (isOnPath("setsid")) {
            // A session of its own: the end of this terminal is not the end of the installation.
            command.add("setsid");
        }
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx320m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(ClassArchive.flags(local.home(), "launcher", jar()));
        command.addAll(List.of("-jar", jar().toString(), "--repository=" + local.repository()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /** Whether its end takes some seconds more, as it does once after a build. */
    boolean archivesClasses() throws IOException {
        return !ClassArchive.isThere(local.home(), "launcher", jar());
    }

    private Path jar() throws IOException {
        Path folder = local.repository().resolve("deploy/local/target");
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                Optional<Path> found = files.filter(
                                file -> file.getFileName().toString().matches("kyozo-local-.*(?<!-tests)\\.jar"))
                        .findFirst();
                if (found.isPresent()) {
                    return found.get();
                }
            }
        }
        throw new CommandFailure(
                ExitCode.ENVIRONMENT,
                "The launcher is not built. Use the script 'kyozo' at the root of the repository, which builds it.");
    }

    private static boolean isOnPath(String program) {
        return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Shows the parts of a launcher as they become ready. */
    LauncherState follow(ProcessHandle launcher) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(LIMIT);
        Set<String> shown = new HashSet<>();
        StateFile file = new StateFile(local.home().stateFile());
        while (Instant.now().isBefore(limit)) {
            boolean ended = ProcessEnd.within(launcher, LOOK_AGAIN);
            Optional<LauncherState> state =
                    file.read().filter(found -> found.launcher().pid() == launcher.pid());
            state.ifPresent(found -> show(found, shown));
            if (state.isPresent() && state.get().status() == LauncherState.Status.READY) {
                terminal.settle();
                return state.get();
            }
            if (ended) {
                throw failed(state);
            }
        }
        throw new CommandFailure(
                ExitCode.ENVIRONMENT,
                "Kyozo was not ready within " + LIMIT.toMinutes() + " minutes; see "
                        + local.home().logs() + ". 'kyozo down' ends it.");
    }

    private void show(LauncherState state, Set<String> shown) {
        List<String> starting = new ArrayList<>();
        for (PartState part : state.parts()) {
            Duration took = part.took();
            if (part.status() == PartState.Status.READY && took != null && shown.add(part.name())) {
                terminal.line("  " + terminal.good("ready")
                        + "  %-10s %5.1f s  %s".formatted(part.name(), took.toMillis() / 1000.0, part.detail()));
            } else if (part.status() == PartState.Status.STARTING) {
                starting.add(part.name());
            }
        }
        terminal.present("starting " + String.join(", ", starting));
    }

    private CommandFailure failed(Optional<LauncherState> state) throws IOException {
        terminal.settle();
        String reason =
                state.map(LauncherState::reason).filter(text -> !text.isBlank()).orElse("");
        if (reason.isEmpty()) {
            List<String> lines = Files.readAllLines(local.home().log("launcher"));
            reason = "The launcher ended at its start:\n"
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 15), lines.size()));
        }
        return new CommandFailure(
                ExitCode.ENVIRONMENT,
                reason + "\nNothing was left running. The logs are in "
                        + local.home().logs() + ".");
    }
}

package io.kyozo.cli;

import static java.util.Map.entry;

import io.kyozo.cli.api.ApiFailure;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line's main class; {@link ExitCode} lists how it ends. */
@Command(
        name = "kyozo",
        description = "Folder as a Service: a folder becomes running, watched, measured services.",
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Beside these: check (quality gates), test (all tests), bench NAME (benchmarks).",
            "Exit codes: 0 done, 1 failed or rolled back, 2 wrong usage, 3 something is missing or not running.",
            "KYOZO_HOME names the data folder; by default it is .kyozo in the repository."
        })
public final class Kyozo {
    /** By name, in the order of the help. */
    private static final List<Map.Entry<String, Class<?>>> COMMANDS = List.of(
            entry("up", UpCommand.class),
            entry("analyze", AnalyzeCommand.class),
            entry("deploy", DeployCommand.class),
            entry("status", StatusCommand.class),
            entry("logs", LogsCommand.class),
            entry("releases", ReleasesCommand.class),
            entry("rollback", RollbackCommand.class),
            entry("env", EnvCommand.class),
            entry("start", StartCommand.class),
            entry("stop", StopCommand.class),
            entry("restart", RestartCommand.class),
            entry("pause", PauseCommand.class),
            entry("scale", ScaleCommand.class),
            entry("cancel", CancelCommand.class),
            entry("remove", RemoveCommand.class),
            entry("backup", BackupCommand.class),
            entry("restore", RestoreCommand.class),
            entry("cleanup", CleanupCommand.class),
            entry("down", DownCommand.class),
            entry("version", VersionCommand.class),
            entry("rehearse", RehearseCommand.class),
            entry("help", HelpCommand.class));

    private final Terminal terminal;

    private Kyozo(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Where commands tell their answer. */
    Terminal terminal() {
        return terminal;
    }

    public static void main(String[] arguments) {
        Terminal terminal = Terminal.ofProcess();
        String[] line = arguments.length == 0 ? new String[] {"help"} : arguments;
        System.exit(commandLine(terminal, line[0]).execute(line));
    }

    static CommandLine commandLine(Terminal terminal) {
        return commandLine(terminal, COMMANDS);
    }

    /** The command {@code first} alone, which is ready in half the time; all of them where there is none of that name. */
    static CommandLine commandLine(Terminal terminal, String first) {
        var asked =
                COMMANDS.stream().filter(known -> known.getKey().equals(first)).toList();
        return commandLine(terminal, asked.isEmpty() || first.equals("help") ? COMMANDS : asked);
    }

    private static CommandLine commandLine(Terminal terminal, List<Map.Entry<String, Class<?>>> commands) {
        CommandLine line = new CommandLine(new Kyozo(terminal));
        commands.forEach(command -> line.addSubcommand(command.getKey(), command.getValue()));
        line.setExecutionExceptionHandler((failure, command, parsed) -> explain(failure, terminal));
        return line;
    }

    private static int explain(Exception failure, Terminal terminal) throws Exception {
        if (failure instanceof CommandFailure known) {
            terminal.error(String.valueOf(known.getMessage()));
            return known.exitCode();
        }
        if (failure instanceof ApiFailure refused) {
            terminal.error(refused.explain());
            return ExitCode.FAILED;
        }
        if (failure instanceof IOException broken) {
            terminal.error(broken.getClass().getSimpleName() + ": " + broken.getMessage());
            return ExitCode.ENVIRONMENT;
        }
        throw failure;
    }
}

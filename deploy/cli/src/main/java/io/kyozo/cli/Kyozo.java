package io.kyozo.cli;

import io.kyozo.cli.api.ApiFailure;
import java.io.IOException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;

/** The command line's main class; {@link ExitCode} lists how it ends. */
@Command(
        name = "kyozo",
        description = "Folder as a Service: a folder becomes running, watched, measured services.",
        subcommands = {
            UpCommand.class,
            AnalyzeCommand.class,
            DeployCommand.class,
            StatusCommand.class,
            LogsCommand.class,
            RollbackCommand.class,
            StartCommand.class,
            StopCommand.class,
            RestartCommand.class,
            PauseCommand.class,
            ScaleCommand.class,
            CancelCommand.class,
            RemoveCommand.class,
            BackupCommand.class,
            RestoreCommand.class,
            CleanupCommand.class,
            DownCommand.class,
            VersionCommand.class,
            RehearseCommand.class,
            HelpCommand.class
        },
        synopsisSubcommandLabel = "COMMAND",
        footer = {
            "",
            "Beside these: check (quality gates), test (all tests), bench NAME (benchmarks).",
            "Exit codes: 0 done, 1 failed or rolled back, 2 wrong usage, 3 something is missing or not running.",
            "KYOZO_HOME names the data folder; by default it is .kyozo in the repository."
        })
public final class Kyozo {
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
        System.exit(commandLine(terminal).execute(arguments.length == 0 ? new String[] {"help"} : arguments));
    }

    static CommandLine commandLine(Terminal terminal) {
        CommandLine line = new CommandLine(new Kyozo(terminal));
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

package io.kyozo.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Says which version this is, and on what it runs. */
@Command(name = "version", description = "Show the version.")
final class VersionCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        Terminal.ofProcess().line("kyozo " + current() + " on Java " + System.getProperty("java.version"));
        return ExitCode.OK;
    }

    static String current() {
        String built = VersionCommand.class.getPackage().getImplementationVersion();
        return built == null ? "development" : built;
    }
}

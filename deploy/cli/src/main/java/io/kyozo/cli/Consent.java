package io.kyozo.cli;

import java.io.Console;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Asks before data is lost: {@code --yes} answers beforehand, and without a terminal nothing else does. */
final class Consent {
    @Option(
            names = {"-y", "--yes"},
            description = "Do not ask. Needed where nobody can be asked.")
    private boolean given;

    /** Fails where the person does not type {@code name}; {@code loss} says what would be lost. */
    void ask(String loss, String name) {
        if (given) {
            return;
        }
        Console console = System.console();
        if (console == null) {
            throw refused(loss + " Repeat it with --yes where that is meant.");
        }
        @Nullable String typed = console.readLine("%s%nType %s to go on: ", loss, name);
        if (typed == null || !typed.strip().equals(name)) {
            throw refused("Nothing was done.");
        }
    }

    private static CommandFailure refused(String text) {
        return new CommandFailure(ExitCode.USAGE, text);
    }
}

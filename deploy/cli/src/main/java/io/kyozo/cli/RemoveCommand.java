package io.kyozo.cli;

import picocli.CommandLine.Command;

/** Stops and removes services, with their data. */
@Command(name = "remove", description = "Stop and remove services, and the data in their volumes.")
final class RemoveCommand extends ServiceAction {
    @Override
    String action() {
        return "remove";
    }
}

package io.kyozo.cli;

import picocli.CommandLine.Command;

/** Freezes services until they are started. */
@Command(
        name = "pause",
        description = "Freeze services where they are and take them off their address; 'start' thaws them.")
final class PauseCommand extends ServiceAction {
    @Override
    String action() {
        return "pause";
    }
}

package io.kyozo.cli;

import picocli.CommandLine.Command;

/** Starts what was stopped or paused. */
@Command(
        name = "start",
        aliases = "resume",
        description = "Start services that were stopped, or go on with paused ones.")
final class StartCommand extends ServiceAction {
    @Override
    String action() {
        return "start";
    }
}

package io.kyozo.cli;

import picocli.CommandLine.Command;

/** Stops services, which can be started again. */
@Command(name = "stop", description = "Stop services; they keep their volumes and can be started again.")
final class StopCommand extends ServiceAction {
    @Override
    String action() {
        return "stop";
    }
}

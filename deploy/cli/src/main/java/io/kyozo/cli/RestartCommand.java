package io.kyozo.cli;

import picocli.CommandLine.Command;

/** Replaces replicas by new ones of the same version. */
@Command(name = "restart", description = "Replace the replicas of services by new ones, without losing a request.")
final class RestartCommand extends ServiceAction {
    @Override
    String action() {
        return "restart";
    }
}

package io.kyozo.cli;

import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes how many replicas of services run. */
@Command(name = "scale", description = "Change how many replicas of services run behind their address.")
final class ScaleCommand extends ServiceAction {
    @Option(names = "--replicas", required = true, paramLabel = "N", description = "How many, 1 to 50.")
    private int wished;

    @Override
    String action() {
        return "scale";
    }

    @Override
    @Nullable
    Integer replicas() {
        return wished;
    }
}

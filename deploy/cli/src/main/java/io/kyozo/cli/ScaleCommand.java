package io.kyozo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Changes how many replicas of services run. */
@Command(
        name = "scale",
        description = "Change how many replicas of services run behind their address.",
        footer = "kyozo scale shop web 3, kyozo scale shop/web shop/api --replicas 2")
final class ScaleCommand extends ServiceAction {
    @Option(
            names = "--replicas",
            paramLabel = "N",
            description = "How many, 1 to 50; without this option the last argument says it.")
    private @Nullable Integer wished;

    @Override
    String action() {
        return "scale";
    }

    @Override
    List<String> named(List<String> arguments) {
        if (wished != null) {
            return arguments;
        }
        int last = arguments.size() - 1;
        if (last == 0 || !arguments.get(last).matches("[0-9]{1,3}")) {
            throw new CommandFailure(ExitCode.USAGE, "Say how many: kyozo scale WORKSPACE SERVICE 3.");
        }
        wished = Integer.valueOf(arguments.get(last));
        return arguments.subList(0, last);
    }

    @Override
    void confirm(ActionTarget target, ObjectNode wish) {
        if (target.services().isEmpty()) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "Say which service of " + target.workspace() + ": kyozo scale " + target.workspace() + " SERVICE "
                            + wished + ".");
        }
    }

    @Override
    @Nullable
    Integer replicas() {
        return wished;
    }
}

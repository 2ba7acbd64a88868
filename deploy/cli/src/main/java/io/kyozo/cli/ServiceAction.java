package io.kyozo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** A command that has something done with the services of a workspace, and shows how it goes. */
abstract class ServiceAction implements Callable<Integer> {
    @Parameters(
            arity = "1..*",
            paramLabel = "WORKSPACE[/SERVICE]",
            description = "All services of a workspace, or some of them; WORKSPACE SERVICE is understood, too.")
    private List<String> targets = List.of();

    @Option(names = "--reason", description = "Why; kept in the audit trail.")
    private @Nullable String reason;

    /** As the deployments resource knows it, such as {@code stop}. */
    abstract String action();

    /** How many replicas are wished for; null where that is not the matter. */
    @Nullable
    Integer replicas() {
        return null;
    }

    /** The arguments that name what it is about. */
    List<String> named(List<String> arguments) {
        return arguments;
    }

    /** Asks where data would be lost; {@code wish} says then that it was asked. */
    void confirm(ActionTarget target, ObjectNode wish) {}

    @Override
    public Integer call() throws IOException, InterruptedException {
        ActionTarget target = ActionTarget.of(named(targets));
        ObjectNode attributes = ApiClient.attributes().put("action", action());
        confirm(target, attributes);
        target.services().forEach(attributes.withArray("services")::add);
        Integer wished = replicas();
        if (wished != null) {
            attributes.put("replicas", wished);
        }
        if (reason != null) {
            attributes.put("reason", reason);
        }
        return WorkspaceAction.run(target.workspace(), attributes);
    }
}

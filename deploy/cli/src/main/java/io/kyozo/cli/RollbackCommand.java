package io.kyozo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Brings an earlier version back. */
@Command(
        name = "rollback",
        description = "Bring back the version that was live before, or any that 'kyozo releases' lists.")
final class RollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WORKSPACE", description = "The workspace's name or id.")
    private String workspace = "";

    @Option(names = "--to", paramLabel = "REVISION", description = "Which version, as 'kyozo releases' shows it.")
    private @Nullable UUID revision;

    @Option(names = "--reason", description = "Why; kept in the audit trail.")
    private @Nullable String reason;

    @Override
    public Integer call() throws IOException, InterruptedException {
        int slash = workspace.indexOf('/');
        if (slash >= 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "A version is one of a whole workspace: kyozo rollback " + workspace.substring(0, slash) + ".");
        }
        return WorkspaceAction.run(workspace, wish(revision, reason));
    }

    static ObjectNode wish(@Nullable UUID revision, @Nullable String reason) {
        ObjectNode attributes = ApiClient.attributes().put("action", "rollback");
        if (revision != null) {
            attributes.put("revisionId", revision.toString());
        }
        return reason == null ? attributes : attributes.put("reason", reason);
    }
}

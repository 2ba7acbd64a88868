package io.kyozo.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Brings the version before the present one back. */
@Command(name = "rollback", description = "Bring back the version that was live before.")
final class RollbackCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WORKSPACE", description = "The workspace's name or id.")
    private String workspace = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        int slash = workspace.indexOf('/');
        if (slash >= 0) {
            throw new CommandFailure(
                    ExitCode.USAGE,
                    "A version is one of a whole workspace: kyozo rollback " + workspace.substring(0, slash) + ".");
        }
        return WorkspaceAction.run(workspace, "rollback");
    }
}

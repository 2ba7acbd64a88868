package io.kyozo.cli;

import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops and removes all services of a workspace. */
@Command(name = "remove", description = "Stop and remove all services of a workspace, and the data in their volumes.")
final class RemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WORKSPACE", description = "The workspace's name or id.")
    private String workspace = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        return WorkspaceAction.run(workspace, "remove");
    }
}

package io.kyozo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.deploy.DeploymentFollower;
import java.io.IOException;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Stops and removes all services of a workspace. */
@Command(name = "remove", description = "Stop and remove all services of a workspace, and the data in their volumes.")
final class RemoveCommand implements Callable<Integer> {
    @Parameters(paramLabel = "WORKSPACE", description = "The workspace's name; by default the folder's.")
    private String workspace = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        ObjectNode attributes = ApiClient.attributes()
                .put("workspaceId", Workspaces.find(api, workspace))
                .put("action", "remove");
        String deployment = api.post("/api/v1/deployments", "deployments", attributes)
                .path("data")
                .path("id")
                .asText();
        return new DeploymentFollower(api, terminal).follow(deployment) ? ExitCode.OK : ExitCode.FAILED;
    }
}

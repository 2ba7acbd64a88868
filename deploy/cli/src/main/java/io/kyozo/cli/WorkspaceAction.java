package io.kyozo.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.deploy.DeploymentFollower;
import java.io.IOException;

/** Asks for something to be done with services of a workspace, and shows how it goes. */
final class WorkspaceAction {
    private WorkspaceAction() {}

    /**
     * Runs an action to its end.
     *
     * @param workspace its name or id
     * @param attributes what is wished, as the deployments resource knows it, but for the workspace
     * @return the exit code
     */
    static int run(String workspace, ObjectNode attributes) throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        attributes.put("workspaceId", Workspaces.find(api, workspace));
        String deployment = api.post("/api/v1/deployments", "deployments", attributes)
                .path("data")
                .path("id")
                .asText();
        return new DeploymentFollower(api, terminal).follow(deployment) ? ExitCode.OK : ExitCode.FAILED;
    }
}

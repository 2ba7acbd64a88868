package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.deploy.DeploymentFollower;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Calls off what is going on in a workspace. */
@Command(
        name = "cancel",
        description = "Call off the deployment that goes on in a workspace; what served before serves.")
final class CancelCommand implements Callable<Integer> {
    private static final Set<String> ENDED = Set.of("live", "failed", "rolled-back", "cancelled", "superseded");

    @Parameters(paramLabel = "WORKSPACE", description = "The workspace's name or id.")
    private String workspace = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        String found = Workspaces.find(api, workspace);
        int called = 0;
        for (JsonNode deployment :
                api.get("/api/v1/deployments?filter[workspace]=" + found).path("data")) {
            if (!ENDED.contains(deployment.path("attributes").path("state").asText())) {
                String id = deployment.path("id").asText();
                var unusedAnswer =
                        api.post("/api/v1/deployments/" + id + "/cancel", "deployments", ApiClient.attributes());
                boolean unusedOutcome = new DeploymentFollower(api, terminal).follow(id);
                called++;
            }
        }
        terminal.line(called == 0 ? "Nothing goes on in " + workspace + "." : called + " called off.");
        return ExitCode.OK;
    }
}

package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Workspaces by name. */
final class Workspaces {
    private Workspaces() {}

    /** The id of the workspace that is called {@code name}, or has that id. */
    static String find(ApiClient api, String name) throws IOException, InterruptedException {
        List<String> names = new ArrayList<>();
        for (JsonNode workspace : api.get("/api/v1/workspaces?page[size]=100").path("data")) {
            String known = workspace.path("attributes").path("name").asText();
            String id = workspace.path("id").asText();
            if (known.equals(name) || id.equals(name)) {
                return id;
            }
            names.add(known);
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "No workspace is called '" + name + "'. There are: "
                        + (names.isEmpty() ? "none" : String.join(", ", names))
                        + ". A service goes by WORKSPACE/SERVICE.");
    }
}

package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** Lists the versions of a workspace that went live. */
@Command(
        name = "releases",
        description = "List the versions of a workspace that went live, the newest first.",
        footer = "kyozo rollback WORKSPACE --to REVISION brings one of them back.")
final class ReleasesCommand implements Callable<Integer> {
    private static final Set<String> RELEASING = Set.of("deploy", "roll-back");

    @Parameters(paramLabel = "WORKSPACE", description = "The workspace's name or id.")
    private String workspace = "";

    @Override
    public Integer call() throws IOException, InterruptedException {
        Terminal terminal = Terminal.ofProcess();
        ApiClient api = Local.ofEnvironment().api();
        String found = Workspaces.find(api, workspace);
        JsonNode deployments = api.get("/api/v1/deployments?page[size]=100&filter[workspace]=" + found)
                .path("data");
        releases(deployments).lines().forEach(terminal::line);
        return ExitCode.OK;
    }

    /** {@code deployments} are the newest first, with what was done to a release since, such as scaling it. */
    static Table releases(JsonNode deployments) {
        Table table = new Table("REVISION", "WENT LIVE", "HOW", "BY", "STATE", "WHY");
        String serving = serving(deployments);
        for (JsonNode deployment : deployments) {
            JsonNode release = deployment.path("attributes");
            boolean wentLive = release.path("liveAt").isTextual();
            if (!wentLive || !RELEASING.contains(release.path("action").asText())) {
                continue;
            }
            String revision = release.path("revisionId").asText();
            boolean serves = revision.equals(serving);
            serving = serves ? "" : serving;
            String failed = release.path("reason").asText("");
            table.row(
                    revision,
                    release.path("liveAt").asText(),
                    release.path("action").asText(),
                    release.path("actor").asText(),
                    serves ? "serves" : release.path("state").asText(),
                    (failed.isEmpty() ? release.path("requestReason").asText("") : failed)
                            .lines()
                            .findFirst()
                            .orElse(""));
        }
        return table;
    }

    private static String serving(JsonNode deployments) {
        for (JsonNode deployment : deployments) {
            JsonNode attributes = deployment.path("attributes");
            if (attributes.path("state").asText().equals("live")) {
                return attributes.path("revisionId").asText();
            }
        }
        return "";
    }
}

package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.Terminal;
import io.kyozo.cli.Words;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.upload.FolderContent;
import io.kyozo.cli.upload.TarUpload;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.time.Instant;

/** One folder's journey, from upload to running services. */
public final class FolderDeployment {
    private final ApiClient api;
    private final Terminal terminal;

    public FolderDeployment(ApiClient api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Deploys {@code content} as {@code workspace}; answers whether all went well. */
    public boolean deploy(FolderContent content, String workspace, boolean detach)
            throws IOException, InterruptedException {
        Instant began = Instant.now();
        String revision = upload(content, workspace);
        if (detach) {
            terminal.line("Revision " + revision + " is on its way; see 'kyozo status'");
            return true;
        }
        if (!new RevisionFollower(api, terminal).follow(revision)) {
            terminal.line("There is nothing to run in this folder, so nothing was deployed.");
            return true;
        }
        boolean good = new DeploymentFollower(api, terminal).followRevision(revision);
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        terminal.line("%s in %.1f s".formatted(good ? "deployed" : "ended", seconds));
        return good;
    }

    private String upload(FolderContent content, String workspace) throws IOException, InterruptedException {
        content.leftOut().forEach(each -> terminal.line("  left out: " + each));
        JsonNode created = api.post(
                "/api/v1/workspaces", "workspaces", ApiClient.attributes().put("name", workspace));
        String id = created.path("data").path("id").asText();
        TarUpload tar = new TarUpload(content);
        terminal.present("uploading " + content.files().size() + " files");
        JsonNode revision = api.upload(
                "/api/v1/workspaces/" + id + "/revisions?deploy=true",
                "application/x-tar",
                HttpRequest.BodyPublishers.ofInputStream(tar::open));
        terminal.line(terminal.good("uploaded")
                + "  %d files, %s, to workspace %s"
                        .formatted(tar.filesSent(), Words.bytes(content.bytes()), terminal.bold(workspace)));
        return revision.path("data").path("id").asText();
    }
}

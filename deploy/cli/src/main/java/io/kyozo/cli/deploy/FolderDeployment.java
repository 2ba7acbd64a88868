package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.Terminal;
import io.kyozo.cli.Words;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.upload.FolderContent;
import io.kyozo.cli.upload.TarUpload;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One folder's journey, from upload to running services. */
public final class FolderDeployment {
    private final ApiClient api;
    private final Terminal terminal;
    private final @Nullable String strategy;

    /** {@code strategy} says how new replicas take over; null where nothing is said. */
    public FolderDeployment(ApiClient api, Terminal terminal, @Nullable String strategy) {
        this.api = api;
        this.terminal = terminal;
        this.strategy = strategy;
    }

    /** Deploys {@code content} as {@code workspace}; answers whether all went well. */
    public boolean deploy(FolderContent content, String workspace, boolean detach)
            throws IOException, InterruptedException {
        Instant began = Instant.now();
        // A strategy is part of a wish of its own, made when the folder is analysed.
        Uploaded uploaded = upload(content, workspace, strategy == null);
        String revision = uploaded.revision();
        if (detach) {
            terminal.line("Revision " + revision + " is on its way; see 'kyozo status'");
            return true;
        }
        if (!new RevisionFollower(api, terminal).follow(revision)) {
            terminal.line("There is nothing to run in this folder, so nothing was deployed.");
            return true;
        }
        var follower = new DeploymentFollower(api, terminal);
        boolean good = strategy == null
                ? follower.followRevision(revision)
                : follower.follow(wish(uploaded)
                        .post("deployments", "deploy")
                        .path("data")
                        .path("id")
                        .asText());
        double seconds = Duration.between(began, Instant.now()).toMillis() / 1000.0;
        terminal.line("%s in %.1f s".formatted(good ? "deployed" : "ended", seconds));
        return good;
    }

    /** Shows what {@link #deploy} would do, for the folder as it is now; answers whether that can be done. */
    public boolean plan(FolderContent content, String workspace) throws IOException, InterruptedException {
        Uploaded uploaded = upload(content, workspace, false);
        if (!new RevisionFollower(api, terminal).follow(uploaded.revision())) {
            terminal.line("There is nothing to run in this folder: a deployment would do nothing.");
            return true;
        }
        JsonNode plan = wish(uploaded).post("plans", "deploy");
        return new PlanShown(terminal).show(plan.path("data").path("attributes"));
    }

    private RevisionWish wish(Uploaded uploaded) {
        return new RevisionWish(api, uploaded.workspace(), uploaded.revision(), strategy);
    }

    private record Uploaded(String workspace, String revision) {}

    private Uploaded upload(FolderContent content, String workspace, boolean deploy)
            throws IOException, InterruptedException {
        content.leftOut().forEach(each -> terminal.line("  left out: " + each));
        JsonNode created = api.post(
                "/api/v1/workspaces", "workspaces", ApiClient.attributes().put("name", workspace));
        String id = created.path("data").path("id").asText();
        TarUpload tar = new TarUpload(content);
        terminal.present("uploading " + content.files().size() + " files");
        JsonNode revision =
                api.upload("/api/v1/workspaces/" + id + "/revisions?deploy=" + deploy, "application/x-tar", tar.open());
        terminal.line(terminal.good("uploaded")
                + "  %d files, %s, to workspace %s"
                        .formatted(tar.filesSent(), Words.bytes(content.bytes()), terminal.bold(workspace)));
        return new Uploaded(id, revision.path("data").path("id").asText());
    }
}

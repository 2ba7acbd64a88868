package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.CommandFailure;
import io.kyozo.cli.ExitCode;
import io.kyozo.cli.Terminal;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.api.HealthChecks;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;

/** Shows a deployment as it goes on: its states, what its builds print, and how it ends. */
public final class DeploymentFollower {
    private static final Duration UNTIL_IT_EXISTS = Duration.ofSeconds(60);

    private static final Duration UNTIL_HEALTH_IS_KNOWN = Duration.ofSeconds(5);
    private static final int PAGE = 100;

    private final ApiClient api;
    private final Terminal terminal;
    private long lastLine;
    private String lastState = "";

    public DeploymentFollower(ApiClient api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Follows the deployment that a revision leads to. */
    boolean followRevision(String revision) throws IOException, InterruptedException {
        Pace pace = new Pace();
        Instant limit = Instant.now().plus(UNTIL_IT_EXISTS);
        while (Instant.now().isBefore(limit)) {
            JsonNode found =
                    api.get("/api/v1/deployments?filter[revision]=" + revision).path("data");
            if (!found.isEmpty()) {
                return follow(found.path(0).path("id").asText());
            }
            terminal.present("waiting for the deployment to begin");
            pace.await();
        }
        throw new CommandFailure(
                ExitCode.FAILED,
                "The deployment did not begin within " + UNTIL_IT_EXISTS.toSeconds()
                        + " s; see 'kyozo status' and 'kyozo logs deployer'.");
    }

    /** Follows a deployment to its end; answers whether it did what it was asked to. */
    public boolean follow(String deployment) throws IOException, InterruptedException {
        Pace pace = new Pace();
        while (true) {
            JsonNode attributes =
                    api.get("/api/v1/deployments/" + deployment).path("data").path("attributes");
            String state = States.of(attributes.path("state").asText());
            lines(deployment);
            if (progress(state, attributes)) {
                pace.hurry();
            }
            if (States.isSettled(state)) {
                terminal.settle();
                boolean good = Outcome.show(state, attributes, terminal);
                showServices(attributes, good ? UNTIL_HEALTH_IS_KNOWN : Duration.ZERO);
                return good;
            }
            pace.await();
        }
    }

    /** Shows the services; waits a moment for the monitor's first word on what went live. */
    private void showServices(JsonNode attributes, Duration patience) throws IOException, InterruptedException {
        Pace pace = new Pace();
        Instant limit = Instant.now().plus(patience);
        HealthChecks checks = HealthChecks.now(api);
        while (!Outcome.healthIsKnown(attributes, checks) && Instant.now().isBefore(limit)) {
            terminal.present("waiting for the first health check");
            pace.await();
            checks = HealthChecks.now(api);
        }
        terminal.settle();
        Outcome.services(attributes, checks, terminal);
    }

    /** Whether the state is another than before. */
    private boolean progress(String state, JsonNode attributes) {
        String message = attributes.path("message").asText("");
        int progress = attributes.path("progress").asInt();
        boolean changed = !state.equals(lastState);
        if (changed) {
            lastState = state;
            terminal.line("%-9s %3d %%  %s".formatted(state, progress, message).stripTrailing());
        }
        terminal.present("%s %d %% %s".formatted(state, progress, message));
        return changed;
    }

    private void lines(String deployment) throws IOException, InterruptedException {
        String path = "/api/v1/deployments/" + deployment + "/logs?page[size]=" + PAGE + "&filter[after]=";
        JsonNode page = api.get(path + lastLine).path("data");
        while (!page.isEmpty()) {
            for (JsonNode line : page) {
                JsonNode attributes = line.path("attributes");
                lastLine = Math.max(lastLine, attributes.path("n").asLong());
                String service = attributes.path("service").asText("");
                String text =
                        attributes.path("text").asText(attributes.path("line").asText(""));
                terminal.line(terminal.faint("  " + (service.isEmpty() ? "" : service + " | ") + text));
            }
            page = page.size() < PAGE
                    ? page.path("none")
                    : api.get(path + lastLine).path("data");
        }
    }
}

package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.CommandFailure;
import io.kyozo.cli.ExitCode;
import io.kyozo.cli.Terminal;
import io.kyozo.cli.api.ApiClient;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Shows the analysis of an uploaded folder as it goes on, and what it found. */
final class RevisionFollower {
    private final ApiClient api;
    private final Terminal terminal;

    RevisionFollower(ApiClient api, Terminal terminal) {
        this.api = api;
        this.terminal = terminal;
    }

    /** Waits for the analysis; answers whether there is something to deploy. A failed analysis ends the command. */
    boolean follow(String revision) throws IOException, InterruptedException {
        Pace pace = new Pace();
        JsonNode attributes = attributes(revision);
        while (!isOver(attributes)) {
            terminal.present("analysing %d %% %s"
                    .formatted(
                            attributes.path("progress").asInt(),
                            attributes.path("message").asText("")));
            pace.await();
            attributes = attributes(revision);
        }
        if (state(attributes).equals("failed")) {
            throw new CommandFailure(ExitCode.FAILED, "The folder could not be analysed: " + why(attributes));
        }
        JsonNode topology = api.get("/api/v1/revisions/" + revision + "/topology")
                .path("data")
                .path("attributes");
        return show(topology);
    }

    private JsonNode attributes(String revision) throws IOException, InterruptedException {
        return api.get("/api/v1/revisions/" + revision).path("data").path("attributes");
    }

    private static boolean isOver(JsonNode attributes) {
        return state(attributes).equals("analyzed") || state(attributes).equals("failed");
    }

    private static String state(JsonNode attributes) {
        return States.of(attributes.path("state").asText());
    }

    private static String why(JsonNode attributes) {
        JsonNode problem = attributes.path("problem");
        String detail = problem.isTextual()
                ? problem.asText()
                : problem.path("detail").asText(problem.path("title").asText(""));
        return detail.isEmpty() ? attributes.path("message").asText("no reason was given") : detail;
    }

    private boolean show(JsonNode topology) {
        List<JsonNode> deployable = new ArrayList<>();
        for (JsonNode service : topology.path("services")) {
            if (service.path("deployable").asBoolean()) {
                deployable.add(service);
            } else {
                terminal.line("  %s is not deployed: %s"
                        .formatted(
                                service.path("name").asText(),
                                service.path("reason").asText()));
            }
        }
        terminal.line(
                terminal.good("analysed") + "  " + topology.path("summary").asText());
        for (JsonNode service : deployable) {
            terminal.line("  %-16s %s, %.0f %% sure"
                    .formatted(
                            service.path("name").asText(),
                            stack(service),
                            100 * service.path("confidence").asDouble()));
        }
        return !deployable.isEmpty();
    }

    private static String stack(JsonNode service) {
        String framework = service.path("framework").asText("");
        String stack = service.path("stack").asText();
        return framework.isEmpty() || framework.equals(stack) ? stack : stack + " (" + framework + ")";
    }
}

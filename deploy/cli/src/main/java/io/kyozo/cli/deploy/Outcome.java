package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.Terminal;

/** How a deployment ended, for a person. */
final class Outcome {
    private Outcome() {}

    /** Shows it; answers whether it is good. */
    static boolean show(String state, JsonNode attributes, Terminal terminal) {
        boolean good = States.isGood(state);
        terminal.line((good ? terminal.good(state) : terminal.bad(state))
                + (good ? "" : "  " + attributes.path("reason").asText("no reason was given")));
        for (JsonNode service : attributes.path("services")) {
            String url = service.path("url").asText("");
            terminal.line("  %-16s %-10s %-10s %s"
                    .formatted(
                            service.path("name").asText(),
                            States.of(service.path("state").asText()),
                            States.of(service.path("health").asText("unknown")),
                            terminal.bold(url))
                    .stripTrailing());
        }
        return good;
    }
}

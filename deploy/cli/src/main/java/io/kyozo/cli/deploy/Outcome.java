package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.Terminal;
import io.kyozo.cli.api.HealthChecks;

/** How a deployment ended, for a person. */
final class Outcome {
    private Outcome() {}

    /** Shows it; answers whether it is good. */
    static boolean show(String state, JsonNode attributes, Terminal terminal) {
        boolean good = States.isGood(state);
        terminal.line((good ? terminal.good(state) : terminal.bad(state))
                + (good ? "" : "  " + attributes.path("reason").asText("no reason was given")));
        return good;
    }

    /** Shows the services of the workspace, each with its address and health. */
    static void services(JsonNode attributes, HealthChecks checks, Terminal terminal) {
        for (JsonNode service : attributes.path("services")) {
            String url = service.path("url").asText("");
            terminal.line("  %-16s %-10s %-10s %s"
                    .formatted(
                            service.path("name").asText(),
                            States.of(service.path("state").asText()),
                            health(service, checks),
                            url.isEmpty() ? "" : terminal.bold(url))
                    .stripTrailing());
        }
    }

    /** Whether every running service was checked at least once: all are, those without an address too. */
    static boolean healthIsKnown(JsonNode attributes, HealthChecks checks) {
        for (JsonNode service : attributes.path("services")) {
            boolean runs = States.of(service.path("state").asText()).equals("running");
            if (runs && health(service, checks).equals("unknown")) {
                return false;
            }
        }
        return true;
    }

    private static String health(JsonNode service, HealthChecks checks) {
        return checks.of(
                service.path("id").asText(), States.of(service.path("health").asText("unknown")));
    }
}

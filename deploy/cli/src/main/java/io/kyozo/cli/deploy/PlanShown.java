package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.Terminal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Shows what a deployment would do, and what keeps it from being done. */
final class PlanShown {
    private static final double MIB = 1024.0 * 1024;

    private final Terminal terminal;

    PlanShown(Terminal terminal) {
        this.terminal = terminal;
    }

    /** Answers whether the plan can be run. */
    boolean show(JsonNode plan) {
        String network = plan.path("network").asText("");
        terminal.line("plan      " + plan.path("services").size() + " services"
                + (network.isEmpty() ? "" : " on network " + network) + "; nothing was changed");
        int place = 1;
        for (JsonNode service : plan.path("services")) {
            service(place++, service);
        }
        for (JsonNode problem : plan.path("problems")) {
            terminal.line(terminal.bad("problem") + "   " + problem(problem));
        }
        return plan.path("valid").asBoolean();
    }

    private void service(int place, JsonNode service) {
        String effect = service.path("effect").asText();
        String changes = joined(service.path("changes"));
        terminal.line("%3d. %s  %s%s"
                .formatted(
                        place,
                        terminal.bold(service.path("service").asText()),
                        effect,
                        changes.isEmpty() || effect.equals("create") ? "" : ": " + changes));
        detail("image", service.path("image").asText() + (service.path("builds").asBoolean() ? " (to be built)" : ""));
        detail(
                "replicas",
                service.path("replicas").asInt() + ", "
                        + service.path("strategy").asText());
        detail("ports", joined(service.path("ports")));
        detail("address", service.path("url").asText(""));
        detail("needs", joined(service.path("needs")));
        detail("volumes", joined(service.path("volumes")));
        detail("variables", joined(service.path("variables")));
        detail("secrets", joined(service.path("secrets")));
        detail("limits", limits(service.path("resources")));
        detail("root", service.path("readOnlyRoot").asBoolean() ? "read-only" : "writable");
    }

    private void detail(String name, String value) {
        if (!value.isEmpty() && !value.equals("null")) {
            terminal.line(terminal.faint("       %-10s".formatted(name)) + value);
        }
    }

    private static String limits(JsonNode resources) {
        List<String> limits = new ArrayList<>();
        if (resources.path("memoryBytes").asLong() > 0) {
            limits.add("%.0f MiB".formatted(resources.path("memoryBytes").asLong() / MIB));
        }
        if (resources.path("cpus").asDouble() > 0) {
            limits.add(String.format(
                    Locale.ROOT, "%.2f cores", resources.path("cpus").asDouble()));
        }
        if (resources.path("pids").asInt() > 0) {
            limits.add(resources.path("pids").asInt() + " processes");
        }
        return String.join(", ", limits);
    }

    private static String problem(JsonNode problem) {
        String service = problem.path("service").asText("");
        String mend = problem.path("mend").asText("");
        return (service.isEmpty() ? "" : service + ": ")
                + problem.path("problem").asText()
                + (mend.isEmpty() ? "" : "; mend: " + mend);
    }

    private static String joined(JsonNode array) {
        List<String> all = new ArrayList<>();
        array.forEach(each -> all.add(each.asText()));
        return String.join(", ", all);
    }
}

package io.kyozo.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where the time of one {@code kyozo deploy} went, by what the services recorded: each phase ends where the next begins.
 *
 * @param phases in order, from the command's start to its end
 * @param serving until requests were sent to the new version
 * @param engine of the build, what the engine took for it
 */
record Timeline(Map<String, Duration> phases, Duration serving, Duration engine) {
    private static final Map<String, String> ENDS = new LinkedHashMap<>();

    static {
        ENDS.put("plan", "build");
        ENDS.put("build", "start");
        ENDS.put("start", "verify");
        ENDS.put("verify", "switch-route");
        ENDS.put("switch", "complete");
    }

    /** Of the newest deployment of {@code workspace}, which a command began and ended at these times. */
    static Timeline of(Gateway gateway, String workspace, Instant began, Instant ended) {
        JsonNode deployment = newest(gateway, workspace);
        String path = "/api/v1/deployments/" + deployment.path("id").asText();
        JsonNode attributes = deployment.path("attributes");
        JsonNode revision =
                gateway.api("/api/v1/revisions/" + attributes.path("revisionId").asText());
        Phases phases = new Phases(began);
        phases.end("command, upload", time(revision.at("/data/attributes/createdAt")));
        phases.end("analysis", time(attributes.path("createdAt")));
        JsonNode events = gateway.api(path + "/events?page[size]=100").path("data");
        ENDS.forEach((phase, next) -> phases.end(phase, completed(events, next)));
        Duration serving = Duration.between(began, completed(events, "complete"));
        phases.end("finish", time(attributes.path("settledAt")));
        phases.end("told", ended);
        return new Timeline(phases.all, serving, engine(gateway, path));
    }

    private static JsonNode newest(Gateway gateway, String workspace) {
        for (JsonNode deployment :
                gateway.api("/api/v1/deployments?page[size]=100").path("data")) {
            if (deployment.at("/attributes/workspace").asText().equals(workspace)) {
                return deployment;
            }
        }
        throw new AssertionError("there is no deployment of " + workspace);
    }

    /** The service of a workspace's newest revision, as the analysis describes it. */
    static JsonNode service(Gateway gateway, String workspace) {
        String revision =
                newest(gateway, workspace).at("/attributes/revisionId").asText();
        return gateway.api("/api/v1/revisions/" + revision + "/topology").at("/data/attributes/services/0");
    }

    /** The middle one of each phase. */
    static String medians(List<Timeline> all) {
        StringBuilder text = new StringBuilder();
        all.get(0).phases.keySet().forEach(phase -> {
            Duration middle =
                    median(all.stream().map(one -> one.phases.get(phase)).toList());
            text.append(text.isEmpty() ? "" : " · ").append(phase).append(' ').append(middle.toMillis());
            if (phase.equals("build")) {
                Duration engine = median(all.stream().map(Timeline::engine).toList());
                text.append(" (the engine's ").append(engine.toMillis()).append(')');
            }
        });
        return text + " ms";
    }

    static Duration median(List<Duration> durations) {
        return durations.stream()
                .sorted()
                .skip(durations.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    /** When the step before {@code next} was completed: the audit trail says what comes. */
    private static Instant completed(JsonNode events, String next) {
        for (JsonNode event : events) {
            JsonNode attributes = event.path("attributes");
            if (attributes.path("type").asText().equals("step-completed")
                    && attributes.path("step").asText().equals(next)) {
                return time(attributes.path("at"));
            }
        }
        throw new AssertionError("no step before " + next + " was completed: " + events);
    }

    /** From the first line that the engine printed of the build to its last. */
    private static Duration engine(Gateway gateway, String path) {
        Instant first = Instant.MAX;
        Instant last = Instant.MIN;
        long after = 0;
        JsonNode page;
        do {
            page = gateway.api(path + "/logs?page[size]=100&filter[after]=" + after)
                    .path("data");
            for (JsonNode line : page) {
                JsonNode attributes = line.path("attributes");
                after = attributes.path("n").asLong();
                String text = attributes.path("text").asText();
                if (text.startsWith("Step 1/")) {
                    first = time(attributes.path("at"));
                } else if (text.startsWith("Successfully tagged")) {
                    last = time(attributes.path("at"));
                }
            }
        } while (page.size() == 100);
        return last.isBefore(first) ? Duration.ZERO : Duration.between(first, last);
    }

    private static Instant time(JsonNode text) {
        return Instant.parse(text.asText());
    }

    private static final class Phases {
        private final Map<String, Duration> all = new LinkedHashMap<>();
        private Instant from;

        Phases(Instant from) {
            this.from = from;
        }

        void end(String phase, Instant at) {
            all.put(phase, Duration.between(from, at));
            from = at;
        }
    }
}

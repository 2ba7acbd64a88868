package io.kyozo.e2e;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.Set;

/** Has things done to what is deployed, by the API, and waits until they are. */
record Operator(Gateway gateway) {
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration PAUSE = Duration.ofMillis(200);
    private static final Set<String> UNDER_WAY =
            Set.of("requested", "validated", "building", "starting", "verifying", "rolling-back");

    void restart(String workspace, String service) {
        act(workspace, service, "restart", "");
    }

    void scale(String workspace, String service, int replicas) {
        act(workspace, service, "scale", ",\"replicas\":" + replicas);
    }

    private void act(String workspace, String service, String action, String more) {
        String body = """
                {"data":{"type":"deployments","attributes":{"workspaceId":"%s","action":"%s","services":["%s"]%s}}}""".formatted(id(workspace), action, service, more);
        String id = gateway.apiPost("/api/v1/deployments", body).at("/data/id").asText();
        await().atMost(PATIENCE)
                .pollInterval(PAUSE)
                .until(() -> gateway.api("/api/v1/deployments/" + id)
                        .at("/data/attributes/state")
                        .asText()
                        .equals("live"));
    }

    void awaitState(String workspace, String state) {
        await().atMost(PATIENCE)
                .pollInterval(PAUSE)
                .until(() -> gateway.api("/api/v1/services?filter[workspace]=" + id(workspace))
                        .at("/data/0/attributes/state")
                        .asText()
                        .equals(state));
    }

    /** Nothing is under way, and the replicas that were replaced are gone. */
    void awaitSettled(String workspace) {
        String newest = "/api/v1/deployments?page[size]=1&filter[workspace]=" + id(workspace);
        await().atMost(PATIENCE).pollInterval(PAUSE).until(() -> {
            JsonNode deployment = gateway.api(newest).at("/data/0");
            boolean done =
                    !UNDER_WAY.contains(deployment.at("/attributes/state").asText());
            return done && retiring(deployment.path("id").asText()) == 0;
        });
    }

    private int retiring(String deployment) {
        int all = 0;
        for (JsonNode service : gateway.api("/api/v1/deployments/" + deployment).at("/data/attributes/services")) {
            all += service.path("retiring").asInt();
        }
        return all;
    }

    private String id(String workspace) {
        for (JsonNode known : gateway.api("/api/v1/workspaces?page[size]=100").path("data")) {
            if (known.at("/attributes/name").asText().equals(workspace)) {
                return known.path("id").asText();
            }
        }
        throw new AssertionError("there is no workspace " + workspace);
    }
}

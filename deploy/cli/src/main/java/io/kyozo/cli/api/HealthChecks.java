package io.kyozo.cli.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What the monitor says of each service now; the deployer only keeps what changed since its last deployment.
 *
 * @param byService service id → health in lower case
 */
public record HealthChecks(Map<String, String> byService) {
    private static final String UNKNOWN = "unknown";

    /** Asks the monitor; where it does not answer, nothing is known, which is no reason to end a command. */
    public static HealthChecks now(ApiClient api) throws IOException, InterruptedException {
        Map<String, String> found = new HashMap<>();
        try {
            for (JsonNode check :
                    api.get("/api/v1/health-checks?page[size]=200").path("data")) {
                String status = check.path("attributes").path("status").asText(UNKNOWN);
                found.put(check.path("id").asText(), status.toLowerCase(Locale.ROOT));
            }
        } catch (ApiFailure notNow) {
            return new HealthChecks(Map.of());
        }
        return new HealthChecks(Map.copyOf(found));
    }

    /** The health of a service; {@code known} is what the deployer says of it. */
    public String of(String service, String known) {
        String monitors = byService.getOrDefault(service, UNKNOWN);
        return monitors.equals(UNKNOWN) ? known.toLowerCase(Locale.ROOT) : monitors;
    }
}

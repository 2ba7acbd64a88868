package io.kyozo.cli.deploy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.api.ApiFailure;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A wish about one revision. The deployer learns of a revision a moment after its analysis: it is asked until it has. */
final class RevisionWish {
    private static final Duration UNTIL_IT_IS_KNOWN = Duration.ofSeconds(30);
    private static final int NOT_FOUND = 404;
    private static final int CONFLICT = 409;

    private final ApiClient api;
    private final ObjectNode attributes;

    RevisionWish(ApiClient api, String workspace, String revision, @Nullable String strategy) {
        this.api = api;
        this.attributes = ApiClient.attributes().put("workspaceId", workspace).put("revisionId", revision);
        if (strategy != null) {
            attributes.put("strategy", strategy);
        }
    }

    /** Posts it as a resource of {@code type}. */
    JsonNode post(String type, String action) throws IOException, InterruptedException {
        Pace pace = new Pace();
        Instant limit = Instant.now().plus(UNTIL_IT_IS_KNOWN);
        while (true) {
            try {
                return api.post("/api/v1/" + type, type, attributes.put("action", action));
            } catch (ApiFailure early) {
                boolean unknown = early.status() == NOT_FOUND || early.status() == CONFLICT;
                if (!unknown || Instant.now().isAfter(limit)) {
                    throw early;
                }
                pace.await();
            }
        }
    }
}

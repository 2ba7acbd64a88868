package io.kyozo.cli;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.cli.api.ApiClient;
import io.kyozo.cli.deploy.Pace;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;

/** Waits until something that the API was asked for has ended. */
final class Ending {
    private static final Set<String> ENDS = Set.of("done", "failed");
    private static final Duration PATIENCE = Duration.ofHours(3);

    private Ending() {}

    /** The attributes of the resource at {@code path}, done or failed. */
    static JsonNode await(ApiClient api, String path, String doing, Terminal terminal)
            throws IOException, InterruptedException {
        Pace pace = new Pace();
        Instant limit = Instant.now().plus(PATIENCE);
        while (Instant.now().isBefore(limit)) {
            JsonNode attributes = api.get(path).path("data").path("attributes");
            if (ENDS.contains(attributes.path("state").asText())) {
                terminal.settle();
                return attributes;
            }
            terminal.present(doing);
            pace.await();
        }
        throw new CommandFailure(ExitCode.FAILED, "It has not ended within " + Words.duration(PATIENCE) + ".");
    }
}

package io.kyozo.monitor.health.rest;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.ServiceHealth;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The health of a service, for people.
 *
 * @param service its name in the workspace
 * @param workspace the workspace's name
 * @param workspaceId the workspace
 * @param status as last judged
 * @param since when it became so
 * @param reason what was seen last
 * @param responseMillis of the last answer, in milliseconds; null where there was none
 * @param probedAt when it was last probed; null before
 * @param undecided whether a change is in the offing
 * @param changes how often the status has changed so far
 */
public record HealthCheckView(
        String service,
        String workspace,
        UUID workspaceId,
        HealthStatus status,
        Instant since,
        String reason,
        @Nullable Long responseMillis,
        @Nullable Instant probedAt,
        boolean undecided,
        long changes) {

    /** The health as a resource. */
    public static Resource<HealthCheckView> resource(ServiceHealth health) {
        HealthCheckView view = new HealthCheckView(
                health.serviceName(),
                health.workspaceName(),
                health.workspaceId(),
                health.status(),
                health.state().since(),
                health.reason(),
                health.responseMillis(),
                health.probedAt(),
                health.state().isUndecided(),
                health.sequence());
        return Resource.of("health-checks", health.serviceId(), view)
                .related("service", "services", health.serviceId())
                .related("workspace", "workspaces", health.workspaceId());
    }
}

package io.kyozo.monitor.health;

import io.kyozo.contracts.state.InstanceState;
import java.util.UUID;

/**
 * A service whose health is judged, as it is deployed now.
 *
 * @param serviceId the service
 * @param teamId its team
 * @param workspaceId its workspace
 * @param workspaceName the workspace's name
 * @param serviceName its name in the workspace
 * @param deploymentId the deployment that its replicas came with
 * @param state what it is meant to do
 * @param probed whether there is something to probe
 * @param correlationId of the deployment
 */
public record Watched(
        UUID serviceId,
        UUID teamId,
        UUID workspaceId,
        String workspaceName,
        String serviceName,
        UUID deploymentId,
        InstanceState state,
        boolean probed,
        String correlationId) {}

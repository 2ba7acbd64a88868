package io.kyozo.monitor.live.app;

import java.util.UUID;

/**
 * A service that topics can be told of.
 *
 * @param serviceId the service
 * @param teamId its team
 * @param workspaceId its workspace
 * @param name its name in the workspace
 */
public record LiveService(UUID serviceId, UUID teamId, UUID workspaceId, String name) {}

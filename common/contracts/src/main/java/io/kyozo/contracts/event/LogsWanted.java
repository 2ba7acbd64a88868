package io.kyozo.contracts.event;

import java.util.UUID;

/**
 * Somebody is looking at a service's log. Said again for as long as that lasts.
 *
 * @param workspaceId the service's workspace
 * @param serviceId the service
 * @param service its name in the workspace
 * @param seconds for which the lines are wanted from now on
 */
public record LogsWanted(UUID workspaceId, UUID serviceId, String service, int seconds) {}

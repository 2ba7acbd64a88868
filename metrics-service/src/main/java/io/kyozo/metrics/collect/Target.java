package io.kyozo.metrics.collect;

import java.util.UUID;

/**
 * A replica to measure.
 *
 * @param instanceId the replica
 * @param serviceId its service
 * @param containerId the runtime's id of it
 */
public record Target(UUID instanceId, UUID serviceId, String containerId) {}

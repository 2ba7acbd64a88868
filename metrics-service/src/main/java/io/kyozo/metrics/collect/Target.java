package io.kyozo.metrics.collect;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A replica to measure.
 *
 * @param instanceId the replica
 * @param serviceId its service
 * @param runtime what it runs on
 * @param containerId the runtime's id of it
 * @param host where the host reaches it
 * @param port that it listens on there; null for none
 */
public record Target(
        UUID instanceId,
        UUID serviceId,
        String runtime,
        String containerId,
        String host,
        @Nullable Integer port) {}

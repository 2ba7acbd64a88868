package io.kyozo.contracts.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * What a workspace's services use at the moment. Not kept: the samples themselves are in the metrics service.
 *
 * @param workspaceId the workspace
 * @param at when the round was taken
 * @param services those of which there are samples in this round
 */
public record MetricSamples(UUID workspaceId, Instant at, List<ServiceSample> services) {
    /**
     * One service, its replicas together.
     *
     * @param serviceId the service
     * @param values by the metric's name, in its unit; what is not known is left out
     */
    public record ServiceSample(UUID serviceId, Map<String, Double> values) {}
}

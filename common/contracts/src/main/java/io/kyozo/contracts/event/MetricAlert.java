package io.kyozo.contracts.event;

import java.util.UUID;

/**
 * A metric crossed a threshold, or came back.
 *
 * @param alertId one alert from firing to resolved
 * @param ruleId the threshold rule
 * @param serviceId the service
 * @param serviceName its name in the workspace
 * @param workspaceId its workspace
 * @param metric such as {@code cpu.utilisation}; units are in the metric catalogue
 * @param value the value that decided
 * @param threshold the rule's threshold, in the metric's unit
 * @param state firing or resolved
 */
public record MetricAlert(
        UUID alertId,
        UUID ruleId,
        UUID serviceId,
        String serviceName,
        UUID workspaceId,
        String metric,
        double value,
        double threshold,
        State state) {

    /** Whether the alert holds. */
    public enum State {
        FIRING,
        RESOLVED
    }
}

package io.kyozo.contracts.event;

import java.util.Arrays;
import java.util.Optional;

/** The events between services. A topic is named as its event; the CloudEvents type carries the version. */
public enum EventType {
    /** A folder was analysed: its topology is in the blob store. Keyed by workspace. */
    FOLDER_ANALYZED("folder-analyzed", FolderAnalyzed.class),
    /** Somebody or something wants a workspace deployed, stopped, started, scaled or removed. Keyed by workspace. */
    DEPLOY_REQUESTED("deploy-requested", DeployRequested.class),
    /** A deployment went from one state to another. Keyed by deployment. */
    DEPLOYMENT_CHANGED("deployment-changed", DeploymentChanged.class),
    /** A service's health went from one status to another. Keyed by service. */
    HEALTH_CHANGED("health-changed", HealthChanged.class),
    /** A metric crossed a threshold, or came back. Keyed by service. */
    METRIC_ALERT("metric-alert", MetricAlert.class),
    /** By what a service used, it should be given more or less. Keyed by service. */
    RESIZE_ADVISED("resize-advised", ResizeAdvised.class),
    /** A workspace was created, changed or deleted. Keyed by workspace. */
    WORKSPACE_CHANGED("workspace-changed", WorkspaceChanged.class),
    /** What services use at the moment. Keyed by workspace; passing. */
    METRIC_SAMPLES("metric-samples", MetricSamples.class, true),
    /** How long replicas took to answer their probes. Keyed by workspace; passing. */
    PROBE_TIMES("probe-times", ProbeTimes.class, true),
    /** Somebody looks at a service's log. Keyed by service; passing. */
    LOGS_WANTED("logs-wanted", LogsWanted.class, true),
    /** Lines of a log that somebody looks at. Keyed by service; passing. */
    LOG_LINES("log-lines", LogLines.class, true);

    private final String topic;
    private final Class<?> payload;
    private final boolean passing;

    EventType(String topic, Class<?> payload) {
        this(topic, payload, false);
    }

    EventType(String topic, Class<?> payload, boolean passing) {
        this.topic = topic;
        this.payload = payload;
        this.passing = passing;
    }

    /** Whether it is of use only to those who listen at the moment: kept for minutes, never sent again. */
    public boolean isPassing() {
        return passing;
    }

    /** The Kafka topic; messages that cannot be understood go to {@link #deadLetterTopic()}. */
    public String topic() {
        return topic;
    }

    /** Where a message goes that cannot be parsed or applied. */
    public String deadLetterTopic() {
        return topic + "-dlq";
    }

    /** The CloudEvents {@code type} attribute, {@code io.kyozo.<topic>.v1}. */
    public String ceType() {
        return "io.kyozo." + topic + ".v1";
    }

    /** The record that the event's data is read into. */
    public Class<?> payload() {
        return payload;
    }

    /** The event with this CloudEvents type, if it is one of ours. */
    public static Optional<EventType> ofCeType(String ceType) {
        return Arrays.stream(values()).filter(t -> t.ceType().equals(ceType)).findFirst();
    }
}

package io.kyozo.messaging.kafka;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.FolderAnalyzed;
import io.kyozo.contracts.event.HealthChanged;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.event.LogsWanted;
import io.kyozo.contracts.event.MetricAlert;
import io.kyozo.contracts.event.MetricSamples;
import io.kyozo.contracts.event.ProbeTimes;
import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.contracts.event.WorkspaceChanged;
import io.quarkus.runtime.annotations.RegisterForReflection;

/** Opens the events' records to JSON in a native image; their own module knows no framework. */
@RegisterForReflection(
        targets = {
            FolderAnalyzed.class,
            DeployRequested.class,
            DeploymentChanged.class,
            DeploymentChanged.ServiceState.class,
            DeploymentChanged.Instance.class,
            DeploymentChanged.HealthProbe.class,
            HealthChanged.class,
            MetricAlert.class,
            WorkspaceChanged.class,
            MetricSamples.class,
            MetricSamples.ServiceSample.class,
            LogsWanted.class,
            LogLines.class,
            LogLines.Line.class,
            ResizeAdvised.class,
            ProbeTimes.class,
            ProbeTimes.ReplicaTime.class
        })
final class EventReflection {
    private EventReflection() {}
}

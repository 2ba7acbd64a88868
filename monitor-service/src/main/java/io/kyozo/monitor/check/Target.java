package io.kyozo.monitor.check;

import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.state.InstanceState;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A service as it is probed.
 *
 * @param serviceId the service
 * @param teamId its team
 * @param workspaceId its workspace
 * @param workspaceName the workspace's name
 * @param name its name in the workspace
 * @param kind what part it plays
 * @param state whether it is meant to serve
 * @param url its stable address; null where it has none
 * @param deploymentId the deployment that the replicas came with
 * @param probe how it is probed; null where only its containers are looked at
 * @param instances its replicas
 * @param dependsOn names of the services of the workspace that it can't do without
 * @param slot its number, which gives it its place in the probing interval; given by the store
 * @param generation rises when the replicas or the probe change
 * @param correlationId of the deployment
 */
public record Target(
        UUID serviceId,
        UUID teamId,
        UUID workspaceId,
        String workspaceName,
        String name,
        String kind,
        InstanceState state,
        @Nullable String url,
        UUID deploymentId,
        @Nullable HealthProbe probe,
        List<Instance> instances,
        List<String> dependsOn,
        long slot,
        long generation,
        String correlationId) {

    /** Whether there is something to probe that is meant to serve. */
    public boolean isProbed() {
        return !instances.isEmpty() && state != InstanceState.STOPPED && state != InstanceState.REMOVED;
    }

    /** This target as {@code now} says it is; a new generation where other replicas serve or they are probed otherwise. */
    public Target updated(ServiceState now, UUID nowDeployment, String nowCorrelation) {
        boolean same = isSameAs(now);
        return new Target(
                serviceId,
                teamId,
                workspaceId,
                workspaceName,
                now.name(),
                now.kind(),
                now.state(),
                now.url(),
                same ? deploymentId : nowDeployment,
                now.health(),
                now.instances(),
                now.dependencies(),
                slot,
                same ? generation : generation + 1,
                same ? correlationId : nowCorrelation);
    }

    private boolean isSameAs(ServiceState now) {
        boolean resumed = !isProbed() && now.state() != state;
        return !resumed && Objects.equals(probe, now.health()) && instances.equals(now.instances());
    }
}

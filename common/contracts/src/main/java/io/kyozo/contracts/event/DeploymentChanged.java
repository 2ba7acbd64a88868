package io.kyozo.contracts.event;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A deployment went from one state to another, or what serves changed. Complete: a consumer needs no earlier event.
 *
 * @param deploymentId the deployment
 * @param workspaceId its workspace
 * @param workspaceName the workspace's name, a slug
 * @param revisionId the revision deployed; null for actions that deploy none
 * @param from the state before; null for the first event
 * @param to the state now
 * @param reason why, in words, where the state alone does not tell (a failure's cause)
 * @param progress 0 to 100
 * @param services every service of the workspace as it is now
 * @param earlierRelease whether there is a release before the present one to roll back to; null where that is not told,
 *     as in events of older producers
 */
public record DeploymentChanged(
        UUID deploymentId,
        UUID workspaceId,
        String workspaceName,
        @Nullable UUID revisionId,
        @Nullable DeploymentState from,
        DeploymentState to,
        @Nullable String reason,
        int progress,
        List<ServiceState> services,
        @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Boolean earlierRelease) {

    /** A change that does not tell of earlier releases. */
    public DeploymentChanged(
            UUID deploymentId,
            UUID workspaceId,
            String workspaceName,
            @Nullable UUID revisionId,
            @Nullable DeploymentState from,
            DeploymentState to,
            @Nullable String reason,
            int progress,
            List<ServiceState> services) {
        this(deploymentId, workspaceId, workspaceName, revisionId, from, to, reason, progress, services, null);
    }

    /**
     * One service, as it is now.
     *
     * @param serviceId stable over all deployments
     * @param name its name in the workspace, a slug
     * @param kind as in the topology: web, api, worker, database …
     * @param state whether it serves
     * @param url its stable address through the proxy; null where it has none
     * @param health how it is to be probed; null where it can't be
     * @param instances its replicas; empty where none runs
     * @param dependsOn names of the services of the workspace that it can't do without; null where that is not told, as
     *     in events of older producers
     */
    public record ServiceState(
            UUID serviceId,
            String name,
            String kind,
            InstanceState state,
            @Nullable String url,
            @Nullable HealthProbe health,
            List<Instance> instances,

            @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable
            List<String> dependsOn) {

        /** A service whose dependencies are not told. */
        public ServiceState(
                UUID serviceId,
                String name,
                String kind,
                InstanceState state,
                @Nullable String url,
                @Nullable HealthProbe health,
                List<Instance> instances) {
            this(serviceId, name, kind, state, url, health, instances, null);
        }

        /** The names of {@link #dependsOn}; none where they are not told. */
        public List<String> dependencies() {
            return dependsOn == null ? List.of() : dependsOn;
        }
    }

    /**
     * One replica.
     *
     * @param instanceId id of the replica
     * @param runtime the runtime it is on: docker, process, kubernetes
     * @param containerId the runtime's own id for it
     * @param host address at which the host reaches it
     * @param port that it listens on at {@code host}; null where it listens on none
     */
    public record Instance(
            UUID instanceId,
            String runtime,
            String containerId,
            String host,
            @Nullable Integer port) {}

    /**
     * How a service is probed.
     *
     * @param protocol {@code http} or {@code tcp}
     * @param path for http, such as {@code /}; null for tcp
     */
    public record HealthProbe(String protocol, @Nullable String path) {}
}

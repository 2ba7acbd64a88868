package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeInfo;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the container of a recorded replica anew, as the deployment that is live would have it. */
@ApplicationScoped
public class RelaunchReplica {
    private final ContainerRuntime runtime;
    private final LaunchReplica launchReplica;
    private final ObjectLabels labels;

    RelaunchReplica(ContainerRuntime runtime, LaunchReplica launchReplica, ObjectLabels labels) {
        this.runtime = runtime;
        this.launchReplica = launchReplica;
        this.labels = labels;
    }

    /** The container, started; {@code neighbours} are all replicas of the workspace. */
    public Uni<ContainerInfo> relaunch(Replica replica, Deployment live, List<Replica> neighbours) {
        return runtime.info()
                .chain(info -> network(live, info)
                        .chain(() -> launchReplica.launch(replica, StartStep.site(live, info, neighbours))));
    }

    private Uni<Void> network(Deployment live, RuntimeInfo info) {
        return info.capabilities().contains(RuntimeInfo.Capability.NETWORKS)
                ? runtime.ensureNetwork(
                        ObjectNames.network(live.workspaceId(), live.workspace()),
                        labels.ofWorkspace(live.teamId(), live.workspaceId()))
                : Uni.createFrom().voidItem();
    }
}

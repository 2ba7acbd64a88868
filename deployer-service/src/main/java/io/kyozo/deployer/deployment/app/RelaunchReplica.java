package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Makes the container of a recorded replica anew, as the deployment that is live would have it. */
@ApplicationScoped
public class RelaunchReplica {
    private final ContainerRuntime runtime;
    private final LaunchReplica launchReplica;
    private final WorkspaceNetwork network;

    RelaunchReplica(ContainerRuntime runtime, LaunchReplica launchReplica, WorkspaceNetwork network) {
        this.runtime = runtime;
        this.launchReplica = launchReplica;
        this.network = network;
    }

    /** The container, started; {@code neighbours} are all replicas of the workspace. */
    public Uni<ContainerInfo> relaunch(Replica replica, Deployment live, List<Replica> neighbours) {
        return runtime.info()
                .chain(info -> network.ensure(live, info)
                        .chain(() -> launchReplica.launch(replica, StartStep.site(live, info, neighbours))));
    }
}

package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.FitCheck;
import io.kyozo.deployer.deployment.Surroundings;
import io.kyozo.deployer.deployment.Workspace;
import io.kyozo.deployer.service.Share;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.HostCapacity;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Looks at what a plan has to fit into: the host, the team's quota, the ports that are taken. */
@ApplicationScoped
class LookAround {
    private static final Logger LOG = Logger.getLogger(LookAround.class);

    private final ContainerRuntime runtime;
    private final ServiceStore services;
    private final PlanConfig config;

    LookAround(ContainerRuntime runtime, ServiceStore services, PlanConfig config) {
        this.runtime = runtime;
        this.services = services;
        this.config = config;
    }

    Uni<Surroundings> of(UUID teamId, Workspace workspace, DeploymentPlan plan) {
        return Uni.combine()
                .all()
                .unis(capacity(), services.share(teamId, workspace.id()), takenPorts(workspace, plan))
                .with((host, used, ports) -> new Surroundings(
                        host.memoryBytes(),
                        host.cpus(),
                        host.freeDiskBytes(),
                        config.minFreeDisk().asLongValue(),
                        new Share(config.teamMemory().asLongValue(), config.teamCpus(), config.teamServices()),
                        used,
                        ports));
    }

    /** A runtime that can't tell does not keep anybody from deploying. */
    private Uni<HostCapacity> capacity() {
        return runtime.capacity()
                .onFailure(RuntimeFailure.class)
                .invoke(failure -> LOG.infof("the host's size is not known: %s", failure.getMessage()))
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(HostCapacity.UNKNOWN);
    }

    /** Fixed ports that somebody else listens on; those of the workspace's own services are theirs already. */
    private static Uni<Set<Integer>> takenPorts(Workspace workspace, DeploymentPlan plan) {
        if (!workspace.sharedPorts()) {
            return Uni.createFrom().item(Set.of());
        }
        List<PlannedService> own = workspace.services().values().stream()
                .map(current -> new PlannedService(current.plan(), current.replicas(), DeploymentPlan.Change.KEEP))
                .toList();
        Set<Integer> ours = FitCheck.fixedPorts(own).keySet();
        return Uni.createFrom()
                .item(() -> FitCheck.fixedPorts(plan.services()).keySet().stream()
                        .filter(port -> !ours.contains(port) && isTaken(port))
                        .collect(Collectors.toSet()))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }

    private static boolean isTaken(int port) {
        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort() != port;
        } catch (IOException taken) {
            return true;
        }
    }
}

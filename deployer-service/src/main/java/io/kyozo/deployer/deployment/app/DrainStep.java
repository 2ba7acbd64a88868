package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.route.app.Routes;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** Waits until the old replicas have answered what they were asked, for a bounded time. */
@ApplicationScoped
class DrainStep implements StepAction {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ReplicaStore replicas;
    private final Routes routes;
    private final ServiceStore services;
    private final RolloutConfig config;

    DrainStep(ReplicaStore replicas, Routes routes, ServiceStore services, RolloutConfig config) {
        this.replicas = replicas;
        this.routes = routes;
        this.services = services;
        this.config = config;
    }

    @Override
    public SagaStep step() {
        return SagaStep.DRAIN;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        Instant deadline = Instant.now().plus(config.drainTimeout());
        return Uni.combine()
                .all()
                .unis(replicas.inWorkspace(deployment.workspaceId()), hosts(deployment))
                .asTuple()
                .chain(known -> Replicas.together(
                        known.getItem1().stream()
                                .filter(replica -> deployment.id().equals(replica.retiredBy()))
                                .filter(replica -> known.getItem2().containsKey(replica.serviceId()))
                                .toList(),
                        replica -> drained(
                                work, replica, known.getItem2().getOrDefault(replica.serviceId(), ""), deadline)))
                .replaceWith(deployment);
    }

    /** Under which the route finds the services, by their ids. */
    private Uni<Map<UUID, String>> hosts(Deployment deployment) {
        return services.inWorkspace(deployment.workspaceId()).map(all -> {
            Map<UUID, String> hosts = new HashMap<>();
            for (Service service : all) {
                String host = service.host();
                if (host != null) {
                    hosts.put(service.id(), host);
                }
            }
            return hosts;
        });
    }

    private Uni<Void> drained(Work work, Replica replica, String host, Instant deadline) {
        return routes.activeConnections(host, replica.id()).chain(active -> {
            if (active == 0) {
                return Uni.createFrom().voidItem();
            }
            if (Instant.now().isAfter(deadline)) {
                work.log().error(replica.service(), "drain", active + " requests were not answered in time");
                return Uni.createFrom().voidItem();
            }
            return Uni.createFrom()
                    .voidItem()
                    .onItem()
                    .delayIt()
                    .by(PAUSE)
                    .chain(() -> drained(work, replica, host, deadline));
        });
    }
}

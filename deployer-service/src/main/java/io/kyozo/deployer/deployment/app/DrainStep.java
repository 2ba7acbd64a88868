package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.route.app.RouteConfig;
import io.kyozo.deployer.route.app.Routes;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;

/** Waits until the old replicas have answered what they were asked, for a bounded time. */
@ApplicationScoped
class DrainStep implements StepAction {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final ReplicaStore replicas;
    private final Routes routes;
    private final RouteConfig routeConfig;
    private final RolloutConfig config;

    DrainStep(ReplicaStore replicas, Routes routes, RouteConfig routeConfig, RolloutConfig config) {
        this.replicas = replicas;
        this.routes = routes;
        this.routeConfig = routeConfig;
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
        return replicas.inWorkspace(deployment.workspaceId())
                .map(all -> all.stream()
                        .filter(replica -> deployment.id().equals(replica.retiredBy()))
                        .filter(replica -> replica.plan().routed())
                        .toList())
                .chain(old -> Replicas.together(old, replica -> drained(work, replica, deadline)))
                .replaceWith(deployment);
    }

    private Uni<Void> drained(Work work, Replica replica, Instant deadline) {
        String host = ObjectNames.host(
                work.deployment().workspace(),
                replica.service(),
                routeConfig.publicUrl().getHost());
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
                    .chain(() -> drained(work, replica, deadline));
        });
    }
}

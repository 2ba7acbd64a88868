package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.route.app.Routes;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ServiceStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Waits until replicas that get no new requests have answered what they were asked, for a bounded time. */
@ApplicationScoped
class Drain {
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final Routes routes;
    private final ServiceStore services;
    private final RolloutConfig config;

    Drain(Routes routes, ServiceStore services, RolloutConfig config) {
        this.routes = routes;
        this.services = services;
        this.config = config;
    }

    /** Does {@code then} with each of {@code old} as soon as it is idle, or its time is over. */
    Uni<Void> each(Work work, List<Replica> old, Function<Replica, Uni<Void>> then) {
        Instant deadline = Instant.now().plus(config.drainTimeout());
        return hosts(work.deployment())
                .chain(hosts -> Replicas.together(
                        old,
                        replica -> idle(work, replica, hosts.get(replica.serviceId()), deadline)
                                .chain(() -> then.apply(replica))));
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

    private Uni<Void> idle(Work work, Replica replica, @Nullable String host, Instant deadline) {
        if (host == null) {
            return Uni.createFrom().voidItem();
        }
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
                    .chain(() -> idle(work, replica, host, deadline));
        });
    }
}

package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.app.Prober.Answer;
import io.kyozo.deployer.deployment.app.Prober.Question;
import io.kyozo.deployer.service.Replica;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.Endpoint;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import org.jspecify.annotations.Nullable;

/** Asks a replica once, from outside, whether it is ready. */
@ApplicationScoped
class AskReplica {
    private final Prober prober;
    private final RolloutConfig config;

    AskReplica(Prober prober, RolloutConfig config) {
        this.prober = prober;
        this.config = config;
    }

    /** {@code container} is the one that it runs in. */
    Uni<Answer> ask(Replica replica, ContainerInfo container) {
        ServiceSpec.Health health = replica.plan().health();
        Endpoint endpoint = endpoint(replica, container, health);
        if (endpoint == null) {
            return Uni.createFrom().item(new Answer(true, "it runs, and listens on no port"));
        }
        return prober.ask(new Question(
                replica.plan().stack(),
                health == null ? "tcp" : health.protocol(),
                health == null ? "" : health.path(),
                endpoint.host(),
                endpoint.port(),
                config.probeTimeout()));
    }

    private static @Nullable Endpoint endpoint(
            Replica replica, ContainerInfo container, ServiceSpec.@Nullable Health health) {
        Endpoint probed = health == null ? null : container.endpoints().get(health.port());
        if (probed != null) {
            return probed;
        }
        return replica.plan()
                .mainPort()
                .map(port -> container.endpoints().get(port.number()))
                .orElse(null);
    }
}

package io.kyozo.metrics.testing;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.contracts.event.DeploymentChanged.ServiceState;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.contracts.state.InstanceState;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A team's service, and what a deployment says of it. */
public record Deployed(UUID team, UUID workspace, UUID service) {
    public static Deployed fresh() {
        return new Deployed(Uuid7.next(), Uuid7.next(), Uuid7.next());
    }

    /** The service runs in these containers since {@code at}. */
    public Event<DeploymentChanged> event(Instant at, String... containers) {
        List<Instance> instances = List.of(containers).stream()
                .map(id -> new Instance(Uuid7.next(), "docker", id, "127.0.0.1", 1))
                .toList();
        ServiceState state = new ServiceState(service, "api", "api", InstanceState.RUNNING, null, null, instances);
        UUID deployment = Uuid7.next();
        DeploymentChanged data = new DeploymentChanged(
                deployment, workspace, "shop", null, null, DeploymentState.LIVE, null, 100, List.of(state));
        return new Event<>(Uuid7.next(), EventType.DEPLOYMENT_CHANGED, "deployer", deployment, team, "c", 1, at, data);
    }
}

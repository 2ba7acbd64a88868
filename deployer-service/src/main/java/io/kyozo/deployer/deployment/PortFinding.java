package io.kyozo.deployer.deployment;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.service.ServicePlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds the port that a service really listens on, where nobody listens on the one that was declared. */
public final class PortFinding {
    private PortFinding() {}

    /** The lowest of {@code open}, which others can reach; empty where the declared one is among them, or there is none. */
    public static Optional<Integer> other(ServicePlan plan, Set<Integer> open) {
        Optional<Integer> declared = plan.mainPort().map(ServiceSpec.Port::number);
        return declared.isEmpty() || open.contains(declared.get())
                ? Optional.empty()
                : open.stream().min(Integer::compare);
    }

    /** {@code plan} with {@code port}, which nothing but the program decides, as its main one. */
    public static ServicePlan moved(ServicePlan plan, int port) {
        ServiceSpec.Port main = plan.mainPort().orElseThrow();
        var real = new ServiceSpec.Port(port, main.protocol(), true, "");
        List<ServiceSpec.Port> others = plan.ports().stream()
                .skip(1)
                .filter(other -> other.number() != port)
                .toList();
        ServiceSpec.Health health = plan.health();
        return new ServicePlan(
                plan.name(),
                plan.kind(),
                plan.stack(),
                plan.image(),
                plan.build(),
                plan.command(),
                Stream.concat(Stream.of(real), others.stream()).toList(),
                plan.env(),
                plan.volumes(),
                plan.resources(),
                health == null || health.port() != main.number()
                        ? health
                        : new ServiceSpec.Health(health.protocol(), health.path(), port),
                plan.needs(),
                plan.scalable(),
                plan.readOnlyRoot());
    }
}

package io.kyozo.deployer.route.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kyozo.deployer.route.RouteTarget;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A route as the control API writes it. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record GatewayRoute(String host, List<Target> targets) {
    /** One target; what the gateway counts is absent in what we send. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            UUID id,
            String host,
            int port,
            @Nullable Integer activeConnections,
            @Nullable Boolean draining) {}

    static Target target(RouteTarget target) {
        return new Target(target.id(), target.host(), target.port(), null, null);
    }

    /** Whether requests go to {@code wished} and to no other; those that drain get none. */
    boolean leadsTo(List<RouteTarget> wished) {
        Set<RouteTarget> now = targets.stream()
                .filter(target -> !Boolean.TRUE.equals(target.draining()))
                .map(target -> new RouteTarget(target.id(), target.host(), target.port()))
                .collect(Collectors.toSet());
        return now.equals(Set.copyOf(wished));
    }

    int active(UUID id) {
        return targets.stream()
                .filter(target -> target.id().equals(id))
                .mapToInt(target -> target.activeConnections() == null ? 0 : target.activeConnections())
                .sum();
    }
}

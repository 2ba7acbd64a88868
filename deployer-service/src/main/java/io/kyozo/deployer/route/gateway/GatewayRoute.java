package io.kyozo.deployer.route.gateway;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import com.fasterxml.jackson.annotation.JsonInclude;
import io.kyozo.deployer.route.RouteTarget;
import io.kyozo.deployer.route.Traffic;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A route as the control API writes it. */
@RegisterForReflection
@JsonIgnoreProperties(ignoreUnknown = true)
@JsonInclude(JsonInclude.Include.NON_NULL)
record GatewayRoute(
        String host, List<Target> targets, @Nullable List<Long> latencyBoundsMillis) {
    /** One target; what the gateway counts is absent in what we send. */
    @RegisterForReflection
    @JsonIgnoreProperties(ignoreUnknown = true)
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Target(
            UUID id,
            String host,
            int port,
            @Nullable Integer weight,
            @Nullable Integer activeConnections,
            @Nullable Boolean draining,
            @Nullable Long requests,
            @Nullable Long errors,
            @Nullable List<Long> latencies) {
        private RouteTarget wished() {
            return new RouteTarget(id, host, port, weight == null ? 1 : weight);
        }

        private Traffic traffic(@Nullable List<Long> bounds) {
            return new Traffic(
                    requests == null ? 0 : requests,
                    errors == null ? 0 : errors,
                    bounds == null ? List.of() : bounds,
                    latencies == null ? List.of() : latencies);
        }
    }

    static Target target(RouteTarget target) {
        return new Target(target.id(), target.host(), target.port(), target.weight(), null, null, null, null, null);
    }

    /** Whether requests go to {@code wished} and to no other; those that drain get none. */
    boolean leadsTo(List<RouteTarget> wished) {
        Set<RouteTarget> now = targets.stream()
                .filter(target -> !Boolean.TRUE.equals(target.draining()))
                .map(Target::wished)
                .collect(Collectors.toSet());
        return now.equals(Set.copyOf(wished));
    }

    Map<UUID, Traffic> traffic() {
        return targets.stream()
                .collect(Collectors.toMap(Target::id, target -> target.traffic(latencyBoundsMillis), Traffic::plus));
    }

    int active(UUID id) {
        return targets.stream()
                .filter(target -> target.id().equals(id))
                .mapToInt(target -> target.activeConnections() == null ? 0 : target.activeConnections())
                .sum();
    }
}

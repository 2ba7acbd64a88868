package io.kyozo.deployer.deployment;

import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ServicePlan;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * How one service gets from the replicas it has to those it should have.
 *
 * @param service its name
 * @param keep replicas that stay as they are
 * @param start how many new ones are made
 * @param retire replicas that go
 */
public record Rollout(String service, List<UUID> keep, int start, List<UUID> retire) {
    /** Whether old and new replicas run side by side. */
    public enum Strategy {
        /** New ones first; the old ones serve until those are verified. */
        START_FIRST,
        /** The old ones are stopped first: a fixed port, or state that two may not share. */
        STOP_FIRST
    }

    /**
     * A replica that there is.
     *
     * @param id of the replica
     * @param planHash what it was made of
     * @param running whether it can go on serving
     */
    public record Present(UUID id, String planHash, boolean running) {}

    /**
     * What the runtime is like.
     *
     * @param sharedPorts whether replicas share the host's ports, so that a fixed port can only be had once, and addresses
     *     change with the replica
     */
    public record Terrain(boolean sharedPorts) {}

    /** Decides for all services of {@code plan}; {@code present} holds the replicas that there are, by service. */
    public static List<Rollout> of(DeploymentPlan plan, Map<String, List<Present>> present, Terrain terrain) {
        List<Rollout> rollouts = new ArrayList<>();
        Set<String> moved = new HashSet<>();
        for (PlannedService service : plan.services()) {
            List<Present> now = present.getOrDefault(service.name(), List.of());
            boolean mustMove = terrain.sharedPorts() && needsAddressOf(service.plan(), moved);
            Rollout rollout = decide(service, now, mustMove);
            rollouts.add(rollout);
            if (rollout.movesFrom(now)) {
                moved.add(service.name());
            }
        }
        return rollouts;
    }

    /** Whether nothing is to be done. */
    public boolean isNothing() {
        return start == 0 && retire.isEmpty();
    }

    /** Whether it is no longer found where its neighbours were told: at the first of those that there are. */
    private boolean movesFrom(List<Present> now) {
        boolean runs = start > 0 || !keep.isEmpty();
        return runs && (now.isEmpty() || retire.contains(now.get(0).id()));
    }

    private static Rollout decide(PlannedService service, List<Present> now, boolean mustMove) {
        List<UUID> all = now.stream().map(Present::id).toList();
        boolean wanted =
                service.runs() || (service.change() == DeploymentPlan.Change.KEEP && mustMove && !now.isEmpty());
        if (service.change() == DeploymentPlan.Change.KEEP && !wanted) {
            return new Rollout(service.name(), all, 0, List.of());
        }
        if (!wanted) {
            return new Rollout(service.name(), List.of(), 0, all);
        }
        boolean replaceAll = mustMove || service.change() == DeploymentPlan.Change.REPLACE;
        String hash = service.plan().hash();
        List<UUID> keep = replaceAll
                ? List.of()
                : now.stream()
                        .filter(replica ->
                                replica.running() && replica.planHash().equals(hash))
                        .map(Present::id)
                        .limit(service.replicas())
                        .toList();
        List<UUID> retire = all.stream().filter(id -> !keep.contains(id)).toList();
        return new Rollout(service.name(), keep, service.replicas() - keep.size(), retire);
    }

    /** Whether old and new replicas of the service run side by side, as far as {@code wished} leaves the choice. */
    public static Strategy strategy(ServicePlan plan, Terrain terrain, @Nullable RolloutStrategy wished) {
        boolean fixedPort = terrain.sharedPorts()
                && plan.ports().stream().anyMatch(port -> port.envVar().isEmpty())
                && !plan.managed();
        boolean singleWriter = !plan.scalable() || !plan.volumes().isEmpty();
        boolean asked = wished == RolloutStrategy.RECREATE;
        return fixedPort || singleWriter || asked ? Strategy.STOP_FIRST : Strategy.START_FIRST;
    }

    private static boolean needsAddressOf(ServicePlan plan, Set<String> moved) {
        return plan.env().stream().filter(EnvBinding::isAddress).anyMatch(binding -> moved.contains(binding.value()));
    }
}

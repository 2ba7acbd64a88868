package io.kyozo.deployer.deployment;

import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ServicePlan;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a plan changes about one service, beside what runs.
 *
 * @param effect what becomes of its replicas
 * @param changes each in a few words, for a person; no value of a variable is in them
 */
public record PlanDifference(Effect effect, List<String> changes) {
    /** What becomes of a service's replicas. */
    public enum Effect {
        /** There are none yet. */
        CREATE,
        /** Others take their place. */
        REPLACE,
        /** Some come or go, the others stay. */
        SCALE,
        /** They stay as they are. */
        UNCHANGED,
        /** They are frozen where they are. */
        PAUSE,
        /** They go, and can be started again. */
        STOP,
        /** They go, and all that belongs to the service. */
        REMOVE
    }

    /** {@code now} is how the service is set up; null where it is not. */
    public static PlanDifference of(PlannedService planned, Workspace.@Nullable Current now) {
        return switch (planned.change()) {
            case KEEP -> new PlanDifference(Effect.UNCHANGED, List.of());
            case PAUSE -> new PlanDifference(Effect.PAUSE, List.of());
            case STOP -> new PlanDifference(Effect.STOP, List.of());
            case REMOVE -> new PlanDifference(Effect.REMOVE, List.of());
            case REPLACE -> new PlanDifference(Effect.REPLACE, List.of("new replicas of the same"));
            case APPLY ->
                now == null ? new PlanDifference(Effect.CREATE, List.of("new service")) : applied(planned, now);
        };
    }

    private static PlanDifference applied(PlannedService planned, Workspace.Current now) {
        List<String> changes = changes(now.plan(), planned.plan());
        boolean alike = planned.plan().hash().equals(now.plan().hash());
        if (planned.replicas() != now.replicas()) {
            changes.add("replicas " + now.replicas() + " → " + planned.replicas());
            return new PlanDifference(alike ? Effect.SCALE : Effect.REPLACE, List.copyOf(changes));
        }
        return new PlanDifference(alike ? Effect.UNCHANGED : Effect.REPLACE, List.copyOf(changes));
    }

    private static List<String> changes(ServicePlan before, ServicePlan after) {
        List<String> changes = new ArrayList<>();
        if (!before.image().equals(after.image())) {
            changes.add(after.managed() ? "image " + before.image() + " → " + after.image() : "image of other content");
        }
        if (!before.command().equals(after.command())) {
            changes.add("command");
        }
        if (!before.ports().equals(after.ports())) {
            changes.add("ports");
        }
        if (!before.volumes().equals(after.volumes())) {
            changes.add("volumes");
        }
        if (!before.resources().equals(after.resources())) {
            changes.add("limits");
        }
        if (before.readOnlyRoot() != after.readOnlyRoot()) {
            changes.add("root file system " + (after.readOnlyRoot() ? "read-only" : "writable"));
        }
        Set<String> variables = variables(before, after);
        if (!variables.isEmpty()) {
            changes.add("variables " + String.join(", ", variables));
        }
        return changes;
    }

    private static Set<String> variables(ServicePlan before, ServicePlan after) {
        Set<EnvBinding> all = java.util.stream.Stream.concat(before.env().stream(), after.env().stream())
                .filter(binding ->
                        !before.env().contains(binding) || !after.env().contains(binding))
                .collect(Collectors.toSet());
        return all.stream().map(EnvBinding::name).collect(Collectors.toCollection(TreeSet::new));
    }
}

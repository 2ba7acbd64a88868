package io.kyozo.deployer.deployment;

import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.deployment.DeploymentPlan.Change;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.PlanProblem.Code;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.ServicePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the plan for an action on what is set up already: start, stop, restart, pause, scale, remove. */
public final class OperationPlanner {
    /** The most replicas of one service. */
    public static final int MAX_REPLICAS = 50;

    private final Workspace workspace;

    public OperationPlanner(Workspace workspace) {
        this.workspace = workspace;
    }

    /** The plan for {@code action} on {@code requested} services; empty means all. {@code replicas} is for scaling. */
    public PlanResult plan(Action action, Set<String> requested, @Nullable Integer replicas) {
        List<PlanProblem> problems = new ArrayList<>();
        if (workspace.services().isEmpty() && action != Action.REMOVE) {
            problems.add(new PlanProblem(
                    Code.NOTHING_DEPLOYED, "", "nothing is deployed in this workspace", "deploy it first"));
        }
        for (String name : requested) {
            if (!workspace.services().containsKey(name)) {
                problems.add(new PlanProblem(
                        Code.UNKNOWN_SERVICE,
                        name,
                        "there is no such service",
                        "there are: " + String.join(", ", workspace.services().keySet())));
            }
        }
        if (action == Action.SCALE) {
            checkScale(requested, replicas, problems);
        }
        return PlanResult.of(planned(action, requested, replicas), problems);
    }

    private DeploymentPlan planned(Action action, Set<String> requested, @Nullable Integer replicas) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        workspace
                .services()
                .forEach((name, current) -> needs.put(name, current.plan().needs()));
        List<PlannedService> services = StartOrder.of(
                        List.copyOf(workspace.services().keySet()), needs)
                .stream()
                .map(name -> {
                    boolean chosen = requested.isEmpty() || requested.contains(name);
                    return planned(name, chosen ? change(action) : Change.KEEP, chosen ? replicas : null);
                })
                .toList();
        return new DeploymentPlan(ObjectNames.network(workspace.id(), workspace.name()), services);
    }

    private PlannedService planned(String name, Change change, @Nullable Integer replicas) {
        Workspace.Current current = Objects.requireNonNull(workspace.services().get(name));
        int wished = replicas != null ? replicas : Math.max(1, current.replicas());
        return new PlannedService(current.plan(), wished, change);
    }

    private static Change change(Action action) {
        return switch (action) {
            case RESTART -> Change.REPLACE;
            case STOP -> Change.STOP;
            case PAUSE -> Change.PAUSE;
            case REMOVE -> Change.REMOVE;
            default -> Change.APPLY;
        };
    }

    private void checkScale(Set<String> requested, @Nullable Integer replicas, List<PlanProblem> problems) {
        if (replicas == null || replicas < 1 || replicas > MAX_REPLICAS) {
            problems.add(new PlanProblem(
                    Code.REPLICAS_NOT_VALID,
                    "",
                    "the number of replicas is missing or out of range",
                    "give 1 to " + MAX_REPLICAS + "; to have none, stop it"));
            return;
        }
        if (requested.isEmpty()) {
            problems.add(
                    new PlanProblem(Code.UNKNOWN_SERVICE, "", "it is not said what to scale", "name the services"));
        }
        for (String name : requested) {
            Workspace.Current current = workspace.services().get(name);
            if (current != null && replicas > 1) {
                checkScalable(current.plan(), problems);
            }
        }
    }

    private void checkScalable(ServicePlan plan, List<PlanProblem> problems) {
        boolean fixed = !plan.managed()
                && plan.ports().stream().map(ServiceSpec.Port::envVar).anyMatch(String::isEmpty);
        if (!plan.scalable() || !plan.volumes().isEmpty()) {
            problems.add(new PlanProblem(
                    Code.SINGLE_REPLICA,
                    plan.name(),
                    "it keeps state of its own, so that only one replica may run",
                    "scale to 1, or keep its state in a data service"));
        } else if (workspace.sharedPorts() && fixed) {
            problems.add(new PlanProblem(
                    Code.SINGLE_REPLICA,
                    plan.name(),
                    "its port is fixed, so that only one replica can run here",
                    "let it read PORT"));
        }
    }
}

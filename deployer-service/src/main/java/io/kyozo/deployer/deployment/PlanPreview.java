package io.kyozo.deployer.deployment;

import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import java.util.List;
import java.util.Optional;

/**
 * A plan that is shown before it is run.
 *
 * @param network name of the workspace's network; empty where it is not known what would be run
 * @param services all services, in start order
 * @param problems why it could not be run; empty where it could
 */
public record PlanPreview(String network, List<Line> services, List<PlanProblem> problems) {
    public PlanPreview {
        services = List.copyOf(services);
        problems = List.copyOf(problems);
    }

    /**
     * One service.
     *
     * @param planned how it would run
     * @param difference what that changes
     * @param strategy how old replicas give way to new ones
     * @param url its stable address; empty where it has none
     * @param builds whether its image is not there yet and would be built
     */
    public record Line(
            PlannedService planned,
            PlanDifference difference,
            RolloutStrategy strategy,
            Optional<String> url,
            boolean builds) {}

    /** Whether it can be run. */
    public boolean isValid() {
        return problems.isEmpty();
    }
}

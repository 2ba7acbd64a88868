package io.kyozo.deployer.deployment;

import java.util.List;
import java.util.stream.Collectors;

/** What planning ends with: a plan, or all the reasons why there is none. */
public sealed interface PlanResult {
    /** The plan can be carried out. */
    record Planned(DeploymentPlan plan) implements PlanResult {}

    /** It can't; nothing was touched. */
    record Refused(List<PlanProblem> problems) implements PlanResult {
        /** All problems, for a person. */
        public String text() {
            return problems.stream().map(PlanProblem::text).collect(Collectors.joining("; "));
        }
    }

    static PlanResult of(DeploymentPlan plan, List<PlanProblem> problems) {
        return problems.isEmpty() ? new Planned(plan) : new Refused(List.copyOf(problems));
    }
}

package io.kyozo.deployer.deployment;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What planning ends with: a plan, or all the reasons why there is none. */
public sealed interface PlanResult {
    /** The plan can be carried out. */
    record Planned(DeploymentPlan plan) implements PlanResult {}

    /** It can't; nothing was touched. The plan is that which would have been, where there is one. */
    record Refused(List<PlanProblem> problems, @Nullable DeploymentPlan plan) implements PlanResult {
        /** All problems, for a person. */
        public String text() {
            return problems.stream().map(PlanProblem::text).collect(Collectors.joining("; "));
        }
    }

    /** What was planned; null where it is not even known what that would be. */
    @Nullable
    DeploymentPlan plan();

    /** Why it can't be carried out; empty where it can. */
    default List<PlanProblem> problems() {
        return List.of();
    }

    static PlanResult of(@Nullable DeploymentPlan plan, List<PlanProblem> problems) {
        return plan != null && problems.isEmpty() ? new Planned(plan) : new Refused(List.copyOf(problems), plan);
    }

    /** This result with more problems. */
    default PlanResult and(List<PlanProblem> more) {
        return of(plan(), Stream.concat(problems().stream(), more.stream()).toList());
    }
}

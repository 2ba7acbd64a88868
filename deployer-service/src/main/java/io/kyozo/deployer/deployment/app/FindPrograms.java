package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.PlanProblem;
import io.kyozo.deployer.deployment.PlanProblem.Code;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Asks a runtime without images whether its host has the programs of the data services of a plan. */
@ApplicationScoped
class FindPrograms {
    private final ContainerRuntime runtime;

    FindPrograms(ContainerRuntime runtime) {
        this.runtime = runtime;
    }

    /** A problem for each service that can't be run there. */
    Uni<List<PlanProblem>> problems(DeploymentPlan plan) {
        return Multi.createFrom()
                .iterable(plan.services())
                .filter(service -> service.runs() && service.plan().managed())
                .onItem()
                .transformToUniAndConcatenate(this::problem)
                .onItem()
                .<PlanProblem>disjoint()
                .collect()
                .asList();
    }

    private Uni<List<PlanProblem>> problem(PlannedService service) {
        return runtime.ensureImage(service.plan().image(), line -> {})
                .map(there -> List.<PlanProblem>of())
                .onFailure(FindPrograms::isLacking)
                .recoverWithItem(lacking -> List.of(new PlanProblem(
                        Code.RUNTIME_LACKS,
                        service.name(),
                        String.valueOf(lacking.getMessage()),
                        "start a container engine")));
    }

    private static boolean isLacking(Throwable failure) {
        return failure instanceof RuntimeFailure known && known.kind() == RuntimeFailure.Kind.UNSUPPORTED;
    }
}

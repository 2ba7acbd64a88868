package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.PlanResult;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.stream.Collectors;

/** Makes the plan and keeps it, or says all that is wrong; touches nothing. */
@ApplicationScoped
class ValidateStep implements StepAction {
    private final MakePlan makePlan;
    private final DeploymentStore deployments;
    private final Transactions transactions;

    ValidateStep(MakePlan makePlan, DeploymentStore deployments, Transactions transactions) {
        this.makePlan = makePlan;
        this.deployments = deployments;
        this.transactions = transactions;
    }

    @Override
    public SagaStep step() {
        return SagaStep.VALIDATE;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return makePlan.of(deployment.teamId(), deployment.request())
                .map(made -> accepted(made.result()))
                .call(plan ->
                        transactions.inTransaction(tx -> deployments.plan(tx, deployment.id(), work.fence(), plan)))
                .invoke(plan -> work.log().info("", "plan", summary(plan)))
                .map(deployment::planned);
    }

    private static DeploymentPlan accepted(PlanResult result) {
        if (result instanceof PlanResult.Refused refused) {
            throw new StepFailedException(refused.text());
        }
        return ((PlanResult.Planned) result).plan();
    }

    private static String summary(DeploymentPlan plan) {
        return plan.services().stream().map(ValidateStep::summary).collect(Collectors.joining(", ", "Plan: ", ""));
    }

    private static String summary(PlannedService service) {
        String change = service.change().name().toLowerCase(Locale.ROOT);
        return service.name() + " (" + change + (service.runs() ? ", " + service.replicas() + " replica(s)" : "") + ")";
    }
}

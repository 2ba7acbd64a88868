package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.PlanDifference;
import io.kyozo.deployer.deployment.PlanPreview;
import io.kyozo.deployer.deployment.PlanProblem;
import io.kyozo.deployer.deployment.PlanProblem.Code;
import io.kyozo.deployer.deployment.Rollout;
import io.kyozo.deployer.route.app.Routes;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Shows what a wish would bring about, without doing any of it. */
@ApplicationScoped
public class PreviewPlan {
    private final ReleaseContent content;
    private final MakePlan makePlan;
    private final ContainerRuntime runtime;
    private final Hosts hosts;
    private final Routes routes;
    private final Transactions transactions;

    PreviewPlan(
            ReleaseContent content,
            MakePlan makePlan,
            ContainerRuntime runtime,
            Hosts hosts,
            Routes routes,
            Transactions transactions) {
        this.content = content;
        this.makePlan = makePlan;
        this.runtime = runtime;
        this.hosts = hosts;
        this.routes = routes;
        this.transactions = transactions;
    }

    /** With the wish's content, where it is about some. */
    public Uni<DeployRequested> resolve(WorkspaceStore.Known workspace, DeployRequested wish) {
        return transactions.inTransaction(tx -> content.resolve(tx, workspace, wish));
    }

    /** What {@code wish}, whose content is resolved, would bring about; a runtime that does not answer is one of the problems. */
    public Uni<PlanPreview> preview(UUID teamId, DeployRequested wish) {
        return makePlan.of(teamId, wish)
                .chain(made -> shown(made, wish))
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(failure -> new PlanPreview(
                        "",
                        List.of(),
                        List.of(new PlanProblem(
                                Code.RUNTIME_AWAY,
                                "",
                                "the runtime can't be asked: " + failure.getMessage(),
                                "start the container engine, or see whether it hangs"))));
    }

    private Uni<PlanPreview> shown(MakePlan.Made made, DeployRequested wish) {
        DeploymentPlan plan = made.result().plan();
        if (plan == null) {
            return Uni.createFrom()
                    .item(new PlanPreview("", List.of(), made.result().problems()));
        }
        return hosts.expected(made.workspace().id(), made.workspace().name())
                .chain(label -> Multi.createFrom()
                        .iterable(plan.services())
                        .onItem()
                        .transformToUniAndConcatenate(service -> line(service, made, label, wish))
                        .collect()
                        .asList())
                .map(lines ->
                        new PlanPreview(plan.network(), lines, made.result().problems()));
    }

    private Uni<PlanPreview.Line> line(PlannedService service, MakePlan.Made made, String label, DeployRequested wish) {
        var terrain = new Rollout.Terrain(made.workspace().sharedPorts());
        Optional<String> url =
                service.plan().routed() ? routes.url(hosts.host(service.name(), label)) : Optional.empty();
        return builds(service)
                .map(builds -> new PlanPreview.Line(
                        service,
                        PlanDifference.of(service, made.workspace().services().get(service.name())),
                        strategy(service, terrain, wish),
                        url,
                        builds));
    }

    private static RolloutStrategy strategy(PlannedService service, Rollout.Terrain terrain, DeployRequested wish) {
        RolloutStrategy wished = wish.strategy();
        if (Rollout.strategy(service.plan(), terrain, wished) == Rollout.Strategy.STOP_FIRST) {
            return RolloutStrategy.RECREATE;
        }
        return wished == null ? RolloutStrategy.ROLLING : wished;
    }

    private Uni<Boolean> builds(PlannedService service) {
        return service.runs() && !service.plan().managed()
                ? runtime.findImage(service.plan().image()).map(Optional::isEmpty)
                : Uni.createFrom().item(false);
    }
}

package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.build.app.Folders;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.OperationPlanner;
import io.kyozo.deployer.deployment.PlanResult;
import io.kyozo.deployer.deployment.Planner;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.deployment.Workspace;
import io.kyozo.deployer.route.app.RouteConfig;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeInfo;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Makes the plan and keeps it, or says all that is wrong; touches nothing. */
@ApplicationScoped
class ValidateStep implements StepAction {
    private final ContainerRuntime runtime;
    private final Folders folders;
    private final ServiceStore services;
    private final DeploymentStore deployments;
    private final Transactions transactions;
    private final RouteConfig routes;
    private final GivenVariables variables;

    ValidateStep(
            ContainerRuntime runtime,
            Folders folders,
            ServiceStore services,
            DeploymentStore deployments,
            Transactions transactions,
            RouteConfig routes,
            GivenVariables variables) {
        this.runtime = runtime;
        this.folders = folders;
        this.services = services;
        this.deployments = deployments;
        this.transactions = transactions;
        this.routes = routes;
        this.variables = variables;
    }

    @Override
    public SagaStep step() {
        return SagaStep.VALIDATE;
    }

    @Override
    public Uni<Deployment> run(Work work) {
        Deployment deployment = work.deployment();
        return Uni.combine()
                .all()
                .unis(
                        runtime.info(),
                        services.inWorkspace(deployment.workspaceId()),
                        variables.of(deployment.workspaceId()))
                .with((info, known, given) -> workspace(deployment, info, known, given))
                .chain(workspace -> plan(work, workspace))
                .map(ValidateStep::accepted)
                .call(plan -> checkHosts(deployment, plan))
                .call(plan ->
                        transactions.inTransaction(tx -> deployments.plan(tx, deployment.id(), work.fence(), plan)))
                .invoke(plan -> work.log().info("", "plan", summary(plan)))
                .map(deployment::planned);
    }

    private Uni<PlanResult> plan(Work work, Workspace workspace) {
        DeployRequested request = work.deployment().request();
        Set<String> requested = new HashSet<>(request.services());
        if (request.action() != Action.DEPLOY && request.action() != Action.ROLL_BACK) {
            return Uni.createFrom()
                    .item(new OperationPlanner(workspace).plan(request.action(), requested, request.replicas()));
        }
        String treeHash = request.treeHash();
        String topologyHash = request.topologyHash();
        if (treeHash == null || topologyHash == null) {
            throw new StepFailedException("there is no release to deploy: upload the folder first");
        }
        return Uni.combine()
                .all()
                .unis(folders.topology(topologyHash), folders.files(treeHash))
                .with((topology, files) -> new Planner(workspace, topology, files).plan(requested));
    }

    private static DeploymentPlan accepted(PlanResult result) {
        if (result instanceof PlanResult.Refused refused) {
            throw new StepFailedException(refused.text());
        }
        return ((PlanResult.Planned) result).plan();
    }

    private Uni<Void> checkHosts(Deployment deployment, DeploymentPlan plan) {
        List<String> hosts = plan.services().stream()
                .filter(service -> service.runs() && service.plan().routed())
                .map(service -> ObjectNames.host(deployment.workspace(), service.name(), domain()))
                .toList();
        return services.hostsTaken(deployment.workspaceId(), hosts)
                .invoke(taken -> {
                    if (!taken.isEmpty()) {
                        throw new StepFailedException("another workspace has the address " + String.join(", ", taken)
                                + " (rename the workspace or the service)");
                    }
                })
                .replaceWithVoid();
    }

    private String domain() {
        return routes.publicUrl().getHost();
    }

    private static Workspace workspace(
            Deployment deployment,
            RuntimeInfo runtime,
            List<Service> known,
            Map<String, Map<String, EnvBinding>> given) {
        Map<String, Workspace.Current> current = new LinkedHashMap<>();
        for (Service service : known) {
            ServicePlan plan = service.plan();
            if (plan != null) {
                current.put(service.name(), new Workspace.Current(plan, service.replicas()));
            }
        }
        boolean sharedPorts = !runtime.capabilities().contains(RuntimeInfo.Capability.NETWORKS);
        return new Workspace(deployment.workspaceId(), deployment.workspace(), current, given, sharedPorts);
    }

    private static String summary(DeploymentPlan plan) {
        return plan.services().stream()
                .map(ValidateStep::summary)
                .collect(java.util.stream.Collectors.joining(", ", "Plan: ", ""));
    }

    private static String summary(PlannedService service) {
        String change = service.change().name().toLowerCase(java.util.Locale.ROOT);
        return service.name() + " (" + change + (service.runs() ? ", " + service.replicas() + " replica(s)" : "") + ")";
    }
}

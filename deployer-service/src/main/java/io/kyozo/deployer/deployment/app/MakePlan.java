package io.kyozo.deployer.deployment.app;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.deployer.build.SourceFile;
import io.kyozo.deployer.build.app.Folders;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.FitCheck;
import io.kyozo.deployer.deployment.OperationPlanner;
import io.kyozo.deployer.deployment.PlanProblem;
import io.kyozo.deployer.deployment.PlanProblem.Code;
import io.kyozo.deployer.deployment.PlanResult;
import io.kyozo.deployer.deployment.Planner;
import io.kyozo.deployer.deployment.Workspace;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeInfo;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/** Makes the plan of a wish and checks it against what there is, all at once. Touches nothing. */
@ApplicationScoped
class MakePlan {
    private final ContainerRuntime runtime;
    private final Folders folders;
    private final ServiceStore services;
    private final GivenVariables variables;
    private final ReadDockerfiles readDockerfiles;
    private final FindPrograms findPrograms;
    private final LookAround lookAround;

    MakePlan(
            ContainerRuntime runtime,
            Folders folders,
            ServiceStore services,
            GivenVariables variables,
            ReadDockerfiles readDockerfiles,
            FindPrograms findPrograms,
            LookAround lookAround) {
        this.runtime = runtime;
        this.folders = folders;
        this.services = services;
        this.variables = variables;
        this.readDockerfiles = readDockerfiles;
        this.findPrograms = findPrograms;
        this.lookAround = lookAround;
    }

    /**
     * A plan, and what it was made for.
     *
     * @param workspace as it is now
     * @param result the plan, or why there is none
     */
    record Made(Workspace workspace, PlanResult result) {}

    /** For a wish whose content is known; fails where the runtime does not answer. */
    Uni<Made> of(UUID teamId, DeployRequested request) {
        return Uni.combine()
                .all()
                .unis(runtime.info(), services.inWorkspace(request.workspaceId()), variables.of(request.workspaceId()))
                .with((info, known, given) -> new Workspace(
                        request.workspaceId(), request.workspaceName(), current(known), given, sharedPorts(info)))
                .chain(workspace -> plan(request, workspace)
                        .chain(result -> equipped(workspace, result))
                        .chain(result -> fitted(teamId, workspace, result))
                        .map(result -> new Made(workspace, result)));
    }

    private Uni<PlanResult> plan(DeployRequested request, Workspace workspace) {
        Set<String> requested = new HashSet<>(request.services());
        if (request.action() != Action.DEPLOY && request.action() != Action.ROLL_BACK) {
            return Uni.createFrom()
                    .item(new OperationPlanner(workspace).plan(request.action(), requested, request.replicas()));
        }
        String treeHash = request.treeHash();
        String topologyHash = request.topologyHash();
        if (treeHash == null || topologyHash == null) {
            var nothing =
                    new PlanProblem(Code.NO_RELEASE, "", "there is no release to deploy", "upload the folder first");
            return Uni.createFrom().item(PlanResult.of(null, List.of(nothing)));
        }
        return Uni.combine()
                .all()
                .unis(folders.topology(topologyHash), folders.files(treeHash))
                .with((topology, files) -> new Found(new Planner(workspace, topology, files).plan(requested), files))
                .chain(found -> dockerfiles(workspace, found));
    }

    private record Found(PlanResult result, List<SourceFile> files) {}

    private Uni<PlanResult> dockerfiles(Workspace workspace, Found found) {
        DeploymentPlan plan = found.result().plan();
        return plan == null || workspace.sharedPorts()
                ? Uni.createFrom().item(found.result())
                : readDockerfiles.problems(plan, found.files()).map(found.result()::and);
    }

    /** An engine gets what it lacks; a host has its programs, or not. */
    private Uni<PlanResult> equipped(Workspace workspace, PlanResult result) {
        DeploymentPlan plan = result.plan();
        return plan == null || !workspace.sharedPorts()
                ? Uni.createFrom().item(result)
                : findPrograms.problems(plan).map(result::and);
    }

    private Uni<PlanResult> fitted(UUID teamId, Workspace workspace, PlanResult result) {
        var plan = result.plan();
        if (plan == null) {
            return Uni.createFrom().item(result);
        }
        return lookAround
                .of(teamId, workspace, plan)
                .map(seen -> result.and(new FitCheck(seen).check(plan, workspace.sharedPorts())));
    }

    private static boolean sharedPorts(RuntimeInfo runtime) {
        return !runtime.capabilities().contains(RuntimeInfo.Capability.NETWORKS);
    }

    private static Map<String, Workspace.Current> current(List<Service> known) {
        Map<String, Workspace.Current> current = new LinkedHashMap<>();
        for (Service service : known) {
            ServicePlan plan = service.plan();
            if (plan != null) {
                current.put(service.name(), new Workspace.Current(plan, service.replicas()));
            }
        }
        return current;
    }
}

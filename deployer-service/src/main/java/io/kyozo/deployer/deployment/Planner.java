package io.kyozo.deployer.deployment;

import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.deployer.build.BuildPlan;
import io.kyozo.deployer.build.ImageName;
import io.kyozo.deployer.build.SourceFile;
import io.kyozo.deployer.deployment.DeploymentPlan.Change;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.ManagedService;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.ServicePlan;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes the plan for deploying a revision. Finds all problems before anything is touched. */
public final class Planner {
    private final Workspace workspace;
    private final TopologyDocument topology;
    private final List<SourceFile> folder;
    private final Map<String, List<String>> needs;

    /** {@code folder} are the revision's files, {@code topology} what was found in them. */
    public Planner(Workspace workspace, TopologyDocument topology, List<SourceFile> folder) {
        this.workspace = workspace;
        this.topology = topology;
        this.folder = folder;
        this.needs = needs(topology);
    }

    /** The plan for {@code requested} services and what they need; empty means all. */
    public PlanResult plan(Set<String> requested) {
        List<ServiceSpec> candidates =
                topology.services().stream().filter(ServiceSpec::deployable).toList();
        List<String> order =
                StartOrder.of(candidates.stream().map(ServiceSpec::name).toList(), needs);
        Set<String> chosen = requested.isEmpty() ? Set.copyOf(order) : StartOrder.closure(requested, needs);
        var check = new PlanCheck(workspace, topology, folder);
        List<PlanProblem> missing = check.missingVariables(chosen);
        List<PlanProblem> unsound = check.check(requested);
        if (!unsound.isEmpty()) {
            return PlanResult.of(null, unsound).and(missing);
        }
        Map<String, PlannedService> planned = new LinkedHashMap<>();
        for (String name : order) {
            ServiceSpec spec = candidates.stream()
                    .filter(s -> s.name().equals(name))
                    .findFirst()
                    .orElseThrow();
            var current = workspace.services().get(name);
            if (chosen.contains(name)) {
                planned.put(name, new PlannedService(servicePlan(spec), replicas(current), Change.APPLY));
            } else if (current != null) {
                planned.put(name, new PlannedService(current.plan(), current.replicas(), Change.KEEP));
            }
        }
        addAbsent(planned, requested.isEmpty() ? Change.REMOVE : Change.KEEP);
        var plan = new DeploymentPlan(
                ObjectNames.network(workspace.id(), workspace.name()), List.copyOf(planned.values()));
        return PlanResult.of(plan, missing);
    }

    private void addAbsent(Map<String, PlannedService> planned, Change change) {
        workspace.services().forEach((name, current) -> {
            if (!planned.containsKey(name)) {
                planned.put(name, new PlannedService(current.plan(), current.replicas(), change));
            }
        });
    }

    private static int replicas(Workspace.@Nullable Current current) {
        return current == null || current.replicas() < 1 ? 1 : current.replicas();
    }

    private ServicePlan servicePlan(ServiceSpec spec) {
        BuildPlan build = buildPlan(spec);
        String image = spec.image();
        if (image == null || build != null) {
            image = build == null ? "" : ImageName.of(workspace.id(), workspace.name(), spec.name(), build, folder);
        }
        Optional<ManagedService> managed = build == null ? ManagedService.ofStack(spec.stack()) : Optional.empty();
        Map<String, EnvBinding> given = workspace.variables().getOrDefault(spec.name(), Map.of());
        return new ServicePlan(
                spec.name(),
                spec.kind(),
                spec.stack(),
                image,
                build,
                managed.map(service -> service.command(spec.start())).orElse(spec.start()),
                ports(spec),
                new EnvPlanner(topology).plan(spec, given),
                volumes(spec, managed),
                spec.resources(),
                spec.health(),
                needs.getOrDefault(spec.name(), List.of()),
                spec.scalable(),
                ReadOnlyRoot.of(spec));
    }

    /** A data service keeps its data, also where the folder does not say that it must. */
    private static List<String> volumes(ServiceSpec spec, Optional<ManagedService> managed) {
        return spec.volumes().isEmpty()
                ? managed.map(service -> List.of(service.volume())).orElse(List.of())
                : spec.volumes();
    }

    /** Whoever serves a site's files without an image of its own reads PORT, so that its port need not be a fixed one. */
    private static List<ServiceSpec.Port> ports(ServiceSpec spec) {
        return spec.ports().stream()
                .map(port -> port.envVar().isEmpty() && !spec.staticRoot().isEmpty()
                        ? new ServiceSpec.Port(port.number(), port.protocol(), port.stated(), "PORT")
                        : port)
                .toList();
    }

    private static @Nullable BuildPlan buildPlan(ServiceSpec spec) {
        ServiceSpec.Dockerfile dockerfile = spec.dockerfile();
        if (dockerfile == null) {
            return null;
        }
        String context = dockerfile.context().isEmpty() ? "." : dockerfile.context();
        return new BuildPlan(
                context,
                dockerfile.path(),
                dockerfile.content(),
                dockerfile.dockerignore(),
                dockerfile.target(),
                relative(context, spec.path()),
                spec.build(),
                spec.staticRoot(),
                dockerfile.entrypoint(),
                dockerfile.command());
    }

    private static String relative(String context, String path) {
        if (context.equals(".") || context.equals(path)) {
            return context.equals(path) ? "." : path;
        }
        return ImageName.isBelow(context, path) ? path.substring(context.length() + 1) : ".";
    }

    private static Map<String, List<String>> needs(TopologyDocument topology) {
        Map<String, List<String>> needs = new LinkedHashMap<>();
        for (TopologyDocument.Edge edge : topology.edges()) {
            boolean runs = topology.services().stream()
                    .anyMatch(service -> service.deployable() && service.name().equals(edge.to()));
            if (runs && !edge.from().equals(edge.to())) {
                needs.computeIfAbsent(edge.from(), name -> new ArrayList<>()).add(edge.to());
            }
        }
        return needs;
    }
}

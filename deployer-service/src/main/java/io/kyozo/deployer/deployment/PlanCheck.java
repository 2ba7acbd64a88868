package io.kyozo.deployer.deployment;

import io.kyozo.contracts.Slug;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.contracts.topology.Strategy;
import io.kyozo.contracts.topology.TopologyDocument;
import io.kyozo.contracts.topology.TopologyDocument.Recommendation;
import io.kyozo.deployer.build.ImageName;
import io.kyozo.deployer.build.SourceFile;
import io.kyozo.deployer.deployment.PlanProblem.Code;
import io.kyozo.deployer.service.EnvBinding;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Everything that would make a deployment fail and can be seen beforehand, all of it at once. */
final class PlanCheck {
    private final Workspace workspace;
    private final TopologyDocument topology;
    private final List<SourceFile> folder;
    private final List<PlanProblem> problems = new ArrayList<>();

    PlanCheck(Workspace workspace, TopologyDocument topology, List<SourceFile> folder) {
        this.workspace = workspace;
        this.topology = topology;
        this.folder = folder;
    }

    List<PlanProblem> check(Set<String> requested) {
        List<ServiceSpec> services =
                topology.services().stream().filter(ServiceSpec::deployable).toList();
        if (services.isEmpty()) {
            return List.of(new PlanProblem(
                    Code.NOTHING_TO_DEPLOY, "", nothing(), "add something that can be run, and deploy again"));
        }
        if (!Slug.isValid(workspace.name())) {
            add(
                    Code.NAME_NOT_VALID,
                    "",
                    "the workspace's name is not a slug",
                    "rename it: a-z, 0-9 and dashes, at most 40 characters");
        }
        Set<String> names = new HashSet<>();
        for (ServiceSpec service : services) {
            if (!names.add(service.name())) {
                add(Code.NAME_TAKEN, service.name(), "two services have this name", "rename one of their folders");
            }
            checkService(service);
        }
        topology.recommendations().stream()
                .filter(found -> found.id().equals(Recommendation.REFUSED_KEY))
                .forEach(this::addRefused);
        for (String name : requested) {
            if (!names.contains(name)) {
                add(Code.UNKNOWN_SERVICE, name, "there is no such service", didYouMean(name, names));
            }
        }
        return problems;
    }

    /** Variables that one of {@code chosen} can't run without and that nobody gave. */
    List<PlanProblem> missingVariables(Set<String> chosen) {
        var planner = new EnvPlanner(topology);
        List<PlanProblem> missing = new ArrayList<>();
        topology.services().stream()
                .filter(spec -> spec.deployable() && chosen.contains(spec.name()))
                .forEach(spec -> {
                    Set<String> bound =
                            planner.plan(spec, workspace.variables().getOrDefault(spec.name(), Map.of())).stream()
                                    .map(EnvBinding::name)
                                    .collect(Collectors.toSet());
                    spec.env().stream()
                            .filter(variable -> variable.required() && !bound.contains(variable.name()))
                            .forEach(
                                    variable -> missing.add(
                                            new PlanProblem(
                                                    Code.VARIABLE_MISSING,
                                                    spec.name(),
                                                    "the " + (variable.secret() ? "secret " : "variable ")
                                                            + variable.name() + " has no value",
                                                    "give it with 'kyozo env' or PUT /api/v1/variables, or state a default in the folder")));
                });
        return missing;
    }

    private String nothing() {
        String why = topology.summary();
        if (topology.strategy() == Strategy.EMPTY) {
            return "there is nothing to deploy: the folder holds nothing that we know"
                    + (why.isEmpty() ? "" : "; " + why);
        }
        return "there is nothing to deploy" + (why.isEmpty() ? "" : ": " + why);
    }

    private void checkService(ServiceSpec service) {
        if (!Slug.isValid(service.name())) {
            add(
                    Code.NAME_NOT_VALID,
                    service.name(),
                    "the name is not a slug",
                    "use a-z, 0-9 and dashes, at most 40 characters");
        }
        checkPorts(service);
        checkSource(service);
        for (String volume : service.volumes()) {
            if (!volume.startsWith("/") || volume.contains("..") || volume.contains(":")) {
                add(
                        Code.VOLUME_NOT_VALID,
                        service.name(),
                        "the volume " + volume + " is not an absolute path",
                        "name a folder in the container");
            }
        }
        if (service.resources().memoryBytes() < 0 || service.resources().cpus() < 0) {
            add(Code.LIMIT_NOT_VALID, service.name(), "a resource limit is below zero", "use 0 for no limit");
        }
    }

    private void checkPorts(ServiceSpec service) {
        Set<Integer> seen = new HashSet<>();
        for (ServiceSpec.Port port : service.ports()) {
            if (port.number() < 1 || port.number() > 65535) {
                add(Code.PORT_NOT_VALID, service.name(), "port " + port.number() + " does not exist", "use 1 to 65535");
            } else if (!seen.add(port.number())) {
                add(Code.PORT_NOT_VALID, service.name(), "port " + port.number() + " is stated twice", "state it once");
            }
        }
        var current = workspace.services().get(service.name());
        boolean fixed = service.image() == null
                && service.ports().stream().anyMatch(port -> port.envVar().isEmpty());
        if (workspace.sharedPorts() && fixed && current != null && current.replicas() > 1) {
            add(
                    Code.SINGLE_REPLICA,
                    service.name(),
                    "its port is fixed, so that only one replica can run here",
                    "let it read PORT, or scale to 1");
        }
    }

    private void checkSource(ServiceSpec service) {
        ServiceSpec.Dockerfile dockerfile = service.dockerfile();
        if (dockerfile == null) {
            if (service.image() == null) {
                add(Code.COMMAND_UNKNOWN, service.name(), "it is not known how to build it", "add a Dockerfile");
            }
            return;
        }
        boolean own = !dockerfile.path().isEmpty();
        if (own && folder.stream().noneMatch(file -> file.path().equals(dockerfile.path()))) {
            add(
                    Code.SOURCE_MISSING,
                    service.name(),
                    "there is no " + dockerfile.path() + " in the folder",
                    "add it, or analyse the folder again");
        }
        String context = dockerfile.context().isEmpty() ? "." : dockerfile.context();
        if (folder.stream().noneMatch(file -> ImageName.isBelow(context, file.path()))) {
            add(Code.SOURCE_MISSING, service.name(), "the build context " + context + " is empty", "check the folder");
        }
        if (!own
                && dockerfile.content().isBlank()
                && service.start().isEmpty()
                && service.staticRoot().isEmpty()) {
            add(
                    Code.COMMAND_UNKNOWN,
                    service.name(),
                    "it is not known how to start it",
                    "add a start command or a Dockerfile");
        }
    }

    /** What a compose file asks for and does not get: the service is not run without it, as it may need it. */
    private void addRefused(Recommendation refused) {
        String where = refused.evidence().stream()
                .findFirst()
                .map(at -> at.file() + ", line " + at.line() + ": " + at.shows() + " is refused")
                .orElse("a key of the compose file is refused");
        add(Code.REQUEST_REFUSED, "", where, refused.title());
    }

    private void add(Code code, String service, String problem, String mend) {
        problems.add(new PlanProblem(code, service, problem, mend));
    }

    private static String didYouMean(String name, Set<String> names) {
        return names.stream()
                .filter(other ->
                        other.startsWith(name.substring(0, Math.min(2, name.length()))) || other.contains(name))
                .sorted()
                .findFirst()
                .map(other -> "did you mean " + other + "?")
                .orElse("there are: "
                        + String.join(", ", names.stream().sorted().toList()));
    }
}

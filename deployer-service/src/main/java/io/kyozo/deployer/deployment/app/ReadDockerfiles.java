package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.build.BuildPlan;
import io.kyozo.deployer.build.SourceFile;
import io.kyozo.deployer.build.app.Folders;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.DeploymentPlan.PlannedService;
import io.kyozo.deployer.deployment.PlanProblem;
import io.kyozo.deployer.deployment.PlanProblem.Code;
import io.kyozo.runtime.dockerfile.Dockerfile;
import io.kyozo.runtime.dockerfile.Refusals;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads the folder's own Dockerfiles for what no build may ask for, before anything is built. */
@ApplicationScoped
class ReadDockerfiles {
    private final Folders folders;

    ReadDockerfiles(Folders folders) {
        this.folders = folders;
    }

    /** A problem for each line that is refused; {@code files} are the folder's. */
    Uni<List<PlanProblem>> problems(DeploymentPlan plan, List<SourceFile> files) {
        return Multi.createFrom()
                .iterable(plan.services())
                .filter(service -> service.runs() && dockerfile(service) != null)
                .onItem()
                .transformToUniAndConcatenate(service -> problems(service, files))
                .onItem()
                .<PlanProblem>disjoint()
                .collect()
                .asList();
    }

    private static @Nullable String dockerfile(PlannedService service) {
        BuildPlan build = service.plan().build();
        return build == null || build.dockerfilePath().isEmpty() ? null : build.dockerfilePath();
    }

    private Uni<List<PlanProblem>> problems(PlannedService service, List<SourceFile> files) {
        String path = Objects.requireNonNull(dockerfile(service));
        return files.stream()
                .filter(file -> file.path().equals(path))
                .findFirst()
                .map(file -> folders.text(file.hash()).map(text -> refused(service, path, text)))
                .orElseGet(() -> Uni.createFrom().item(List.of()));
    }

    private static List<PlanProblem> refused(PlannedService service, String path, String text) {
        return Refusals.of(Dockerfile.parse(text)).stream()
                .map(refusal -> new PlanProblem(
                        Code.REQUEST_REFUSED, service.name(), path + ", " + refusal, "change that line"))
                .toList();
    }
}

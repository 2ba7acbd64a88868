package io.kyozo.deployer.build.app;

import io.kyozo.deployer.build.BuildPlan;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.dockerfile.Dockerfile;
import io.kyozo.runtime.dockerfile.ImageStart;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Builds one image from a folder that is checked out. */
@ApplicationScoped
public class BuildImage {
    private final ContainerRuntime runtime;
    private final BuildConfig config;
    private final Optional<Path> caBundle;

    BuildImage(
            ContainerRuntime runtime,
            BuildConfig config,
            @ConfigProperty(name = "kyozo.ca-bundle") Optional<Path> caBundle) {
        this.runtime = runtime;
        this.config = config;
        this.caBundle = caBundle;
    }

    /** Builds {@code image} from {@code folder}; {@code log} gets each line. Cancelling the subscription stops the build. */
    public Uni<ImageInfo> build(
            String image, BuildPlan plan, Map<String, String> labels, Path folder, Consumer<BuildLine> log) {
        return Uni.createFrom()
                .item(() -> spec(image, plan, labels, folder))
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool())
                .chain(spec -> runtime.build(spec, log));
    }

    private BuildSpec spec(String image, BuildPlan plan, Map<String, String> labels, Path folder) {
        Path context = plan.context().equals(".") ? folder : folder.resolve(plan.context());
        try {
            if (!plan.dockerignore().isEmpty() && !Files.exists(context.resolve(".dockerignore"))) {
                Files.writeString(context.resolve(".dockerignore"), plan.dockerignore());
            }
            String dockerfile = plan.dockerfilePath().isEmpty()
                    ? plan.dockerfile()
                    : Files.readString(folder.resolve(plan.dockerfilePath()));
            return new BuildSpec(
                    image,
                    labels,
                    context,
                    ImageStart.apply(Dockerfile.parse(dockerfile), plan.target(), plan.entrypoint(), plan.command())
                            .text(),
                    plan.target(),
                    plan.workdir(),
                    plan.commands(),
                    plan.staticRoot(),
                    Map.of(),
                    caBundle.orElse(null),
                    new ResourceLimits(config.memoryBytes(), config.cpus(), 0),
                    config.timeout());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package io.kyozo.runtime.docker;

import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ImageName;
import io.kyozo.runtime.process.CommandLine;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Runs the operator's script that makes base images from packages: {@code script build IMAGE}. */
final class BaseImageScript {
    private final Path script;
    private final DockerSettings settings;

    BaseImageScript(Path script, DockerSettings settings) {
        this.script = script;
        this.settings = settings;
    }

    void build(ImageName image, Consumer<BuildLine> log) {
        var argv = List.of(script.toString(), "build", image.text());
        var folder = script.toAbsolutePath().getParent();
        var command = new CommandLine(argv, folder == null ? Path.of("/") : folder, environment());
        try {
            var code = command.run(settings.baseImageTimeout(), line -> log.accept(new BuildLine(0, 0, line)));
            if (code != 0) {
                throw new RuntimeFailure(
                        RuntimeFailure.Kind.UNSUPPORTED,
                        "The image " + image.text() + " could not be made from packages: the base-image script ended"
                                + " with code " + code + "; its last lines say why. Load the image into the engine, or"
                                + " set kyozo.runtime.docker.mirror-prefix to a registry that has it.");
            }
        } catch (IOException e) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.UNSUPPORTED, "The base-image script " + script + " can't be run", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new RuntimeFailure(RuntimeFailure.Kind.OTHER, "Making " + image.text() + " was interrupted", e);
        }
    }

    private Map<String, String> environment() {
        var environment = new HashMap<>(System.getenv());
        environment.put("DOCKER_HOST", settings.host().toString());
        return environment;
    }
}

package io.kyozo.runtime.process;

import io.kyozo.runtime.RuntimeFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Works out what a container runs: the command it was given, our server for a static site, or a managed service. */
final class LaunchPlan {
    private final Layout layout;
    private final ImageStore images;
    private final ManagedServices managed;
    private final Programs programs;

    LaunchPlan(Layout layout, ImageStore images, ManagedServices managed, Programs programs) {
        this.layout = layout;
        this.images = images;
        this.managed = managed;
        this.programs = programs;
    }

    Launch of(ContainerRecord container) throws IOException, InterruptedException {
        var env = environment(container);
        if (container.imageId().isEmpty()) {
            return managed.get(container.image()).launch(container, env);
        }
        var image = images.find(container.imageId())
                .orElseThrow(() -> new RuntimeFailure(
                        RuntimeFailure.Kind.NOT_FOUND, "The image of container " + container.name() + " is gone"));
        var folder = Path.of(container.folder());
        if (image.staticRoot().isEmpty()) {
            return new Launch(container.command(), folder, env);
        }
        var site = folder.resolve(image.staticRoot()).normalize();
        return new Launch(List.of("node", programs.path("static-server.mjs").toString(), site.toString()), folder, env);
    }

    /** Of the container's processes, those run by {@code exec} too. */
    Map<String, String> environment(ContainerRecord container) throws IOException {
        var state = layout.container(container.name());
        var home = Files.createDirectories(state.resolve("home"));
        var image = images.find(container.imageId());
        var bundle = image.map(ImageRecord::caBundle).orElse("");
        var usable = bundle.isEmpty() || Files.exists(Path.of(bundle)) ? bundle : "";
        var env = new HashMap<>(
                new WorkingEnvironment(layout).of(home, Path.of(container.folder()), usable, container.id()));
        env.put("TMPDIR", Files.createDirectories(state.resolve("tmp")).toString());
        env.putAll(container.env());
        container.ports().stream()
                .filter(port -> !port.envVar().isEmpty())
                .forEach(port -> env.put(port.envVar(), Integer.toString(port.hostPort())));
        return env;
    }
}

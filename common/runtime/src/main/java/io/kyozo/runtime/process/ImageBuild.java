package io.kyozo.runtime.process;

import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.context.ContextFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One build under way: the folder is copied, then the commands run in the copy, at a low priority. It is built where it
 * stays, since installed packages remember where they are.
 */
final class ImageBuild {
    private final Layout layout;
    private final ImageStore images;
    private final BuildSpec spec;
    private final Consumer<BuildLine> log;
    private final String id = UUID.randomUUID().toString().substring(0, 12);
    private final Instant deadline;
    private @Nullable CommandLine running;
    private boolean aborted;

    ImageBuild(Layout layout, ImageStore images, BuildSpec spec, Consumer<BuildLine> log) {
        this.layout = layout;
        this.images = images;
        this.spec = spec;
        this.log = log;
        this.deadline = Instant.now().plus(spec.timeout());
    }

    /** Blocks until it is built. */
    ImageInfo run() throws IOException, InterruptedException {
        requireTools();
        var root = images.root(id);
        var built = false;
        try {
            step(1, "Copying the folder");
            ContextFiles.copy(spec.context(), root);
            var workdir = workdir(root);
            for (var i = 0; i < spec.commands().size(); i++) {
                run(i + 2, spec.commands().get(i), workdir);
            }
            var image = record(root);
            images.commit(image);
            built = true;
            return image.info();
        } finally {
            if (!built) {
                images.discard(id);
            }
        }
    }

    /** Kills what runs; {@link #run} then fails and cleans up. May be called from any thread. */
    synchronized void abort() throws IOException {
        aborted = true;
        if (running != null) {
            running.abort();
        }
    }

    synchronized boolean isAborted() {
        return aborted;
    }

    private void requireTools() {
        spec.commands().forEach(Tools::require);
        if (!spec.staticRoot().isEmpty()) {
            Tools.require(List.of("node"));
        }
    }

    private Path workdir(Path root) {
        var workdir = root.resolve(spec.workdir()).normalize();
        if (!workdir.startsWith(root) || !Files.isDirectory(workdir)) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.INVALID, "The folder has no '" + spec.workdir() + "' to build in");
        }
        return workdir;
    }

    private void run(int step, List<String> argv, Path workdir) throws IOException, InterruptedException {
        step(step, String.join(" ", argv));
        var command = command(argv, workdir);
        var left = Duration.between(Instant.now(), deadline);
        var code = command.run(left.isNegative() ? Duration.ZERO : left, line -> line(step, line));
        if (code != 0) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.BUILD_FAILED,
                    "The command '" + String.join(" ", argv) + "' ended with code " + code);
        }
    }

    private synchronized CommandLine command(List<String> argv, Path workdir) throws IOException {
        if (aborted) {
            throw new RuntimeFailure(RuntimeFailure.Kind.BUILD_FAILED, "The build was cancelled");
        }
        var lowered = new ArrayList<>(
                List.of("sh", new Programs(layout).path("build.sh").toString()));
        lowered.addAll(argv);
        running = new CommandLine(lowered, workdir, environment(workdir));
        return running;
    }

    private Map<String, String> environment(Path workdir) throws IOException {
        Files.createDirectories(layout.cache());
        var bundle = spec.caBundle() == null ? "" : spec.caBundle().toString();
        var env = new HashMap<>(new WorkingEnvironment(layout).of(layout.cache(), workdir, bundle, id));
        // Not MAVEN_OPTS, which Maven's script takes apart at every space.
        env.merge("JAVA_TOOL_OPTIONS", "-Duser.home=\"" + layout.cache() + "\"", (before, more) -> before + " " + more);
        env.put("CI", "true");
        env.putAll(spec.arguments());
        return env;
    }

    private ImageRecord record(Path root) throws IOException {
        var bundle =
                spec.caBundle() == null ? "" : spec.caBundle().toAbsolutePath().toString();
        return new ImageRecord(
                id, spec.image(), spec.labels(), spec.workdir(), spec.staticRoot(), bundle, FileTrees.size(root));
    }

    private void step(int number, String what) {
        var steps = spec.commands().size() + 1;
        log.accept(new BuildLine(number, steps, "Step " + number + "/" + steps + " : " + what));
    }

    private void line(int step, String text) {
        if (!text.isBlank()) {
            log.accept(new BuildLine(step, spec.commands().size() + 1, text));
        }
    }
}

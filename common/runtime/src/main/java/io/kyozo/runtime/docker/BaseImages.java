package io.kyozo.runtime.docker;

import com.github.dockerjava.api.async.ResultCallback;
import com.github.dockerjava.api.model.PullResponseItem;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ImageName;
import java.io.IOException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Gets images that no folder builds: those that are there already, else pulled, from the mirror where one is
 * configured, else made from packages by the configured script. One at a time for each name.
 */
final class BaseImages {
    private final EngineConnection engine;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    BaseImages(EngineConnection engine) {
        this.engine = engine;
    }

    /** Blocks until the image is there. */
    void ensure(String image, Consumer<BuildLine> log) {
        var name = valid(image);
        synchronized (locks.computeIfAbsent(image, key -> new Object())) {
            if (Images.find(engine.client(), image).isPresent()) {
                return;
            }
            var why = pull(name, log);
            if (!why.isEmpty() && !make(name, log)) {
                throw unavailable(image, why);
            }
        }
    }

    private static ImageName valid(String image) {
        try {
            return new ImageName(image);
        } catch (IllegalArgumentException e) {
            throw new RuntimeFailure(RuntimeFailure.Kind.INVALID, String.valueOf(e.getMessage()), e);
        }
    }

    /** Why it could not be pulled; empty where it was. */
    private String pull(ImageName image, Consumer<BuildLine> log) {
        var prefix = image.hasRegistry() ? "" : engine.settings().mirrorPrefix();
        var source = new ImageName(prefix + image.text());
        log.accept(new BuildLine(0, 0, "Pulling " + source.text()));
        try (var progress = new Progress(log)) {
            engine.client().pullImageCmd(reference(source)).exec(progress);
            if (!progress.awaitCompletion(engine.settings().pullTimeout().toMillis(), TimeUnit.MILLISECONDS)) {
                return "pulling it took longer than " + engine.settings().pullTimeout();
            }
            if (!progress.failure().isEmpty()) {
                return progress.failure();
            }
            if (!prefix.isEmpty()) {
                engine.client()
                        .tagImageCmd(source.text(), repository(image), image.tag())
                        .exec();
            }
            return "";
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return "it was interrupted";
        } catch (IOException | RuntimeException e) {
            return String.valueOf(DockerFailures.translate("pull it", e).getMessage());
        }
    }

    private boolean make(ImageName image, Consumer<BuildLine> log) {
        var script = engine.settings().baseImageScript();
        if (script == null) {
            return false;
        }
        log.accept(new BuildLine(0, 0, "Building " + image.text() + " from packages"));
        new BaseImageScript(script, engine.settings()).build(image, log);
        return Images.find(engine.client(), image.text()).isPresent();
    }

    private RuntimeFailure unavailable(String image, String why) {
        var script = engine.settings().baseImageScript() == null
                ? "set kyozo.runtime.docker.base-image-script to build it from packages"
                : "add it to the base-image script";
        return new RuntimeFailure(
                RuntimeFailure.Kind.UNSUPPORTED,
                "The image " + image + " is not on this engine, and " + why + ". Load it into the engine, set"
                        + " kyozo.runtime.docker.mirror-prefix to a registry that has it, or " + script + ".");
    }

    private static String reference(ImageName image) {
        var tagged = image.text().contains("@") || !image.tag().equals("latest");
        return tagged ? image.text() : repository(image) + ":latest";
    }

    private static String repository(ImageName image) {
        var name = image.text();
        var slash = name.lastIndexOf('/');
        var colon = name.indexOf(':', slash + 1);
        return colon < 0 ? name : name.substring(0, colon);
    }

    /** Passes on what the pull says, and keeps its failure: the base class would log it with a stack trace. */
    private static final class Progress extends ResultCallback.Adapter<PullResponseItem> {
        private final Consumer<BuildLine> log;
        private volatile @Nullable Throwable failure;

        Progress(Consumer<BuildLine> log) {
            this.log = log;
        }

        @Override
        public void onNext(PullResponseItem item) {
            if (item.getStatus() != null && item.getProgressDetail() == null) {
                log.accept(new BuildLine(0, 0, item.getStatus()));
            }
            if (item.getErrorDetail() != null) {
                failure = new IOException(String.valueOf(item.getErrorDetail().getMessage()));
            }
        }

        @Override
        public void onError(Throwable thrown) {
            failure = thrown;
            onComplete();
        }

        /** Empty where it succeeded. */
        String failure() {
            var seen = failure;
            return seen == null
                    ? ""
                    : String.valueOf(DockerFailures.translate("pull it", seen).getMessage());
        }
    }
}

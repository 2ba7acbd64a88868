package io.kyozo.runtime.docker;

import com.github.dockerjava.api.model.PullResponseItem;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ImageName;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;

/**
 * Gets images that no folder builds: those that are there already, else pulled, from the mirror where one is
 * configured, else made from packages by the configured script. One at a time for each name.
 */
final class BaseImages {
    private final EngineConnection engine;
    private final RegistryLogins logins;
    private final Map<String, Object> locks = new ConcurrentHashMap<>();

    BaseImages(EngineConnection engine, RegistryLogins logins) {
        this.engine = engine;
        this.logins = logins;
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
        try {
            var pull = engine.client().pullImageCmd(reference(source));
            logins.of(source).ifPresent(pull::withAuthConfig);
            var why = pull.exec(new Transfer<PullResponseItem>(log))
                    .outcome("pull it", engine.settings().pullTimeout());
            if (why.isEmpty() && !prefix.isEmpty()) {
                engine.client()
                        .tagImageCmd(source.text(), image.repository(), image.tag())
                        .exec();
            }
            return RegistryLogins.isRefusal(why) ? why + ". " + logins.mend(source) : why;
        } catch (RuntimeException e) {
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
        return tagged ? image.text() : image.repository() + ":latest";
    }
}

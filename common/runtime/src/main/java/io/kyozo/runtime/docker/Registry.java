package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.model.PullResponseItem;
import com.github.dockerjava.api.model.PushResponseItem;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.dockerfile.ImageName;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * The registry in which built images are kept too, where one is configured. There their names begin with its prefix; on the
 * engine they don't, before and after.
 */
final class Registry {
    private final EngineConnection engine;
    private final RegistryLogins logins;

    Registry(EngineConnection engine, RegistryLogins logins) {
        this.engine = engine;
        this.logins = logins;
    }

    Uni<Void> push(String image, Consumer<BuildLine> log) {
        return engine.settings().registry().isEmpty()
                ? Uni.createFrom().voidItem()
                : engine.blocking("push image " + image, () -> pushed(image, log))
                        .replaceWithVoid();
    }

    /** Whether the engine has it from then on. */
    Uni<Boolean> pull(String image, Consumer<BuildLine> log) {
        return engine.settings().registry().isEmpty()
                ? Uni.createFrom().item(false)
                : engine.blocking("pull image " + image, () -> pulled(image, log));
    }

    private ImageName kept(String image) {
        return new ImageName(engine.settings().registry() + image);
    }

    private boolean pushed(String image, Consumer<BuildLine> log) {
        var client = engine.client();
        var there = kept(image);
        log.accept(new BuildLine(0, 0, "Pushing " + there.text()));
        client.tagImageCmd(image, there.repository(), there.tag()).exec();
        try {
            var push = client.pushImageCmd(there.repository()).withTag(there.tag());
            logins.of(there).ifPresent(push::withAuthConfig);
            var why = push.exec(new Transfer<PushResponseItem>(log)).outcome("push " + there.text(), limit());
            if (!why.isEmpty()) {
                throw failure(there, why);
            }
            return true;
        } finally {
            untag(client, there);
        }
    }

    private boolean pulled(String image, Consumer<BuildLine> log) {
        var client = engine.client();
        var there = kept(image);
        log.accept(new BuildLine(0, 0, "Pulling " + there.text()));
        var pull = client.pullImageCmd(there.repository()).withTag(there.tag());
        logins.of(there).ifPresent(pull::withAuthConfig);
        var why = pull.exec(new Transfer<PullResponseItem>(log)).outcome("pull " + there.text(), limit());
        if (isUnknown(why)) {
            return false;
        } else if (!why.isEmpty()) {
            throw failure(there, why);
        }
        var name = new ImageName(image);
        client.tagImageCmd(there.text(), name.repository(), name.tag()).exec();
        untag(client, there);
        return true;
    }

    /** The name with the prefix would be one that nobody accounts for. */
    private static void untag(DockerClient client, ImageName there) {
        try {
            client.removeImageCmd(there.text()).exec();
        } catch (NotFoundException gone) {
            // As it should be.
        }
    }

    private static boolean isUnknown(String why) {
        var text = why.toLowerCase(Locale.ROOT);
        return text.contains("not found") || text.contains("manifest unknown") || text.contains("name unknown");
    }

    private RuntimeFailure failure(ImageName image, String why) {
        return RegistryLogins.isRefusal(why)
                ? new RuntimeFailure(
                        RuntimeFailure.Kind.INVALID, capital(why) + ". " + capital(logins.mend(image)) + ".")
                : new RuntimeFailure(
                        RuntimeFailure.Kind.OTHER,
                        capital(why) + ". See that the engine reaches " + image.registry()
                                + " (kyozo.runtime.docker.registry).");
    }

    private static String capital(String text) {
        return text.substring(0, 1).toUpperCase(Locale.ROOT) + text.substring(1);
    }

    private Duration limit() {
        return engine.settings().pullTimeout();
    }
}

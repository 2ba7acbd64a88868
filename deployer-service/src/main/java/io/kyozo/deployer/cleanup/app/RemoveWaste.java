package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.cleanup.Waste;
import io.kyozo.deployer.cleanup.Waste.Reason;
import io.kyozo.deployer.deployment.app.ObjectStore;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import org.jboss.logging.Logger;

/**
 * Removes one piece of waste, if it still is: whoever wants to use an object records that first, and waits while it is
 * being removed, so that nothing goes which somebody has begun to use.
 */
@ApplicationScoped
class RemoveWaste {
    private static final Logger LOG = Logger.getLogger(RemoveWaste.class);

    private final ContainerRuntime runtime;
    private final ObjectStore objects;

    RemoveWaste(ContainerRuntime runtime, ObjectStore objects) {
        this.runtime = runtime;
        this.objects = objects;
    }

    /** How a removal ended. */
    enum Outcome {
        REMOVED,
        /** Somebody uses it by now. */
        WANTED,
        /** It can't be removed now; it is tried again next time. */
        FAILED
    }

    Uni<Outcome> remove(Waste waste, int keepReleases) {
        return removal(waste, keepReleases)
                .map(removed -> removed ? Outcome.REMOVED : Outcome.WANTED)
                .invoke(outcome -> LOG.infof(
                        "%s %s (%s): %s",
                        waste.kind().name().toLowerCase(Locale.ROOT), waste.name(), waste.reason(), outcome))
                .onFailure(RuntimeFailure.class)
                .invoke(failure -> LOG.warnf("not removed: %s", failure.getMessage()))
                .onFailure(RuntimeFailure.class)
                .recoverWithItem(Outcome.FAILED);
    }

    private Uni<Boolean> removal(Waste waste, int keepReleases) {
        String name = waste.name();
        if (waste.reason() == Reason.OLD_RELEASE) {
            return objects.removeStaleImage(name, keepReleases, () -> runtime.removeImage(name));
        }
        return switch (waste.kind()) {
            // A container's name is never used again.
            case CONTAINER -> runtime.remove(name).replaceWith(true);
            case NETWORK ->
                objects.removeUnaccounted(ObjectStore.Kind.NETWORK, name, () -> runtime.removeNetwork(name));
            case VOLUME -> objects.removeUnaccounted(ObjectStore.Kind.VOLUME, name, () -> runtime.removeVolume(name));
            case IMAGE -> objects.removeUnaccounted(ObjectStore.Kind.IMAGE, name, () -> runtime.removeImage(name));
        };
    }
}

package io.kyozo.deployer.deployment.app;

import io.kyozo.deployer.deployment.app.ObjectStore.RuntimeObject;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Removes networks, volumes and images that a deployment leaves without use, and then their records. */
@ApplicationScoped
class RemoveObject {
    private final ContainerRuntime runtime;
    private final ObjectStore objects;

    RemoveObject(ContainerRuntime runtime, ObjectStore objects) {
        this.runtime = runtime;
        this.objects = objects;
    }

    /** One after the other; does nothing for those that are gone. */
    Uni<Void> removeAll(List<RuntimeObject> unused) {
        return Multi.createFrom()
                .iterable(unused)
                .onItem()
                .transformToUniAndConcatenate(this::remove)
                .collect()
                .last();
    }

    private Uni<Void> remove(RuntimeObject object) {
        Uni<Void> removal =
                switch (object.kind()) {
                    case NETWORK -> runtime.removeNetwork(object.name());
                    case VOLUME -> runtime.removeVolume(object.name());
                    case IMAGE -> runtime.removeImage(object.name());
                };
        return removal.chain(() -> objects.forget(object.kind(), object.name()));
    }
}

package io.kyozo.metrics.capacity.app;

import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.HostCapacity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import java.time.Duration;

/** The machine that services run on. */
@ApplicationScoped
public class Host {
    private static final Duration PATIENCE = Duration.ofSeconds(3);

    private final Instance<ContainerRuntime> runtime;

    Host(Instance<ContainerRuntime> runtime) {
        this.runtime = runtime;
    }

    /** What it has; unknown where the runtime does not say. */
    public Uni<HostCapacity> capacity() {
        return Uni.createFrom()
                .deferred(() -> runtime.get().capacity())
                .ifNoItem()
                .after(PATIENCE)
                .recoverWithItem(HostCapacity.UNKNOWN)
                .onFailure()
                .recoverWithItem(HostCapacity.UNKNOWN);
    }
}

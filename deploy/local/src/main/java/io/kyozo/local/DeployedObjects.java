package io.kyozo.local;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.Labels;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * What this installation has deployed on one runtime, found by its label, so that nothing of another installation, or
 * of anybody else, is ever touched.
 */
final class DeployedObjects {
    /** How long a service may take to finish what it is doing; as in Kubernetes, but nobody routes to it any more. */
    private static final Duration GRACE = Duration.ofSeconds(5);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final ContainerRuntime runtime;
    private final Map<String, String> ours;

    DeployedObjects(ContainerRuntime runtime, String installation) {
        this.runtime = runtime;
        this.ours = Map.of(Labels.MANAGED, installation);
    }

    /** Stops and removes containers and networks, and with {@code purge} volumes; answers how many things went. */
    int remove(boolean purge) {
        int containers = each(container -> stop(container).chain(() -> runtime.remove(container.id())));
        List<String> networks = runtime.listNetworks(ours).await().atMost(LIMIT);
        networks.forEach(network -> runtime.removeNetwork(network).await().atMost(LIMIT));
        return containers + networks.size() + (purge ? removeVolumes() : 0);
    }

    /**
     * Stops them, and keeps what is known of them, such as their ports, so that those who were told an address find the
     * same one after the next start; answers how many there are.
     */
    int stop() {
        return each(this::stop);
    }

    private Uni<Void> stop(ContainerInfo container) {
        return runtime.stop(container.id(), GRACE);
    }

    /** All at the same time; fails with all failures when everyone had their turn. */
    private int each(Function<ContainerInfo, Uni<Void>> end) {
        List<Uni<Void>> ends =
                runtime.list(ours).await().atMost(LIMIT).stream().map(end).toList();
        if (!ends.isEmpty()) {
            var unused = Uni.join().all(ends).andCollectFailures().await().atMost(LIMIT);
        }
        return ends.size();
    }

    private int removeVolumes() {
        List<String> volumes = runtime.listVolumes(ours).await().atMost(LIMIT);
        volumes.forEach(volume -> runtime.removeVolume(volume).await().atMost(LIMIT));
        return volumes.size();
    }
}

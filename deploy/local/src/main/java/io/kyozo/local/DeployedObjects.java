package io.kyozo.local;

import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.Labels;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

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
        List<ContainerInfo> containers = runtime.list(ours).await().atMost(LIMIT);
        List<Thread> stops = new ArrayList<>();
        for (ContainerInfo container : containers) {
            Thread stop = new Thread(() -> stop(container), "stop-" + container.name());
            stop.start();
            stops.add(stop);
        }
        stops.forEach(DeployedObjects::join);
        List<String> networks = runtime.listNetworks(ours).await().atMost(LIMIT);
        networks.forEach(network -> runtime.removeNetwork(network).await().atMost(LIMIT));
        return containers.size() + networks.size() + (purge ? removeVolumes() : 0);
    }

    private void stop(ContainerInfo container) {
        runtime.stop(container.id(), GRACE)
                .onFailure()
                .recoverWithNull()
                .chain(() -> runtime.remove(container.id()))
                .await()
                .atMost(LIMIT);
    }

    private int removeVolumes() {
        List<String> volumes = runtime.listVolumes(ours).await().atMost(LIMIT);
        volumes.forEach(volume -> runtime.removeVolume(volume).await().atMost(LIMIT));
        return volumes.size();
    }

    private static void join(Thread thread) {
        try {
            thread.join(LIMIT.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

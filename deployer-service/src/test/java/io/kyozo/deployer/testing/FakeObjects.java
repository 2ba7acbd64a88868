package io.kyozo.deployer.testing;

import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The networks and volumes of the {@link FakeRuntime}, and calls that lose their answers. */
abstract class FakeObjects implements ContainerRuntime {
    private final Map<String, Map<String, String>> networks = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> volumes = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();

    /** The next {@code times} calls of {@code call} act, and lose their answer. */
    public void loseAnswers(String call, int times) {
        failures.put(call, times);
    }

    public Set<String> networkNames() {
        return Set.copyOf(networks.keySet());
    }

    public Set<String> volumeNames() {
        return Set.copyOf(volumes.keySet());
    }

    final <T> Uni<T> call(String name, Supplier<T> work) {
        return Uni.createFrom().item(() -> {
            T result = work.get();
            Integer left = failures.get(name);
            if (left != null && left > 0) {
                failures.put(name, left - 1);
                throw new RuntimeFailure(RuntimeFailure.Kind.TIMEOUT, "the answer to " + name + " was lost");
            }
            return result;
        });
    }

    final void resetObjects() {
        networks.clear();
        volumes.clear();
        failures.clear();
    }

    @Override
    public Uni<Void> ensureNetwork(String name, Map<String, String> labels) {
        return call("ensureNetwork", () -> networks.put(name, labels)).replaceWithVoid();
    }

    @Override
    public Uni<List<String>> listNetworks(Map<String, String> labels) {
        return call("listNetworks", () -> named(networks, labels));
    }

    @Override
    public Uni<Void> removeNetwork(String name) {
        return call("removeNetwork", () -> networks.remove(name)).replaceWithVoid();
    }

    @Override
    public Uni<Void> ensureVolume(String name, Map<String, String> labels) {
        return call("ensureVolume", () -> volumes.put(name, labels)).replaceWithVoid();
    }

    @Override
    public Uni<List<String>> listVolumes(Map<String, String> labels) {
        return call("listVolumes", () -> named(volumes, labels));
    }

    @Override
    public Uni<Void> removeVolume(String name) {
        return call("removeVolume", () -> volumes.remove(name)).replaceWithVoid();
    }

    private static List<String> named(Map<String, Map<String, String>> all, Map<String, String> labels) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().entrySet().containsAll(labels.entrySet()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

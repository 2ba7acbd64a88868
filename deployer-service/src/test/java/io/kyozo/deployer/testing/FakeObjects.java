package io.kyozo.deployer.testing;

import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.Circuit;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContentReader;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The images, networks and volumes of the {@link FakeRuntime}, a registry, and calls that lose their answers. */
public abstract class FakeObjects implements ContainerRuntime {
    private final Map<String, Map<String, String>> networks = new ConcurrentHashMap<>();
    private final Map<String, Map<String, String>> volumes = new ConcurrentHashMap<>();
    private final Map<String, byte[]> contents = new ConcurrentHashMap<>();
    final Map<String, ImageInfo> images = new ConcurrentHashMap<>();
    private final Map<String, ImageInfo> published = new ConcurrentHashMap<>();
    private final Map<String, Integer> failures = new ConcurrentHashMap<>();
    private volatile Registry registry = Registry.NONE;
    private volatile boolean away;
    private volatile @Nullable Instant upSince;

    /** What becomes of images that are published. */
    public enum Registry {
        NONE,
        KEEPS,
        REFUSES
    }

    /** While it is, all that is asked of it fails. */
    public void away(boolean value) {
        away = value;
    }

    /** It was started anew at that time; null for never. */
    public void upSince(@Nullable Instant value) {
        upSince = value;
    }

    @Override
    public Optional<Instant> upSince() {
        return Optional.ofNullable(upSince);
    }

    @Override
    public Circuit circuit() {
        return away ? new Circuit(Circuit.State.OPEN, Instant.now(), 1, "it is away") : Circuit.UNBROKEN;
    }

    public void registry(Registry value) {
        registry = value;
    }

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
            if (away) {
                throw new RuntimeFailure(RuntimeFailure.Kind.UNAVAILABLE, "the runtime is away");
            }
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
        contents.clear();
        images.clear();
        published.clear();
        registry = Registry.NONE;
        away = false;
        upSince = null;
        failures.clear();
    }

    public Set<String> imageNames() {
        return Set.copyOf(images.keySet());
    }

    @Override
    public Uni<Optional<ImageInfo>> findImage(String image) {
        return call("findImage", () -> Optional.ofNullable(images.get(image)));
    }

    @Override
    public Uni<List<ImageInfo>> listImages(Map<String, String> labels) {
        return call(
                "listImages",
                () -> images.values().stream()
                        .filter(image -> image.labels().entrySet().containsAll(labels.entrySet()))
                        .toList());
    }

    @Override
    public Uni<Void> removeImage(String image) {
        return call("removeImage", () -> images.remove(image)).replaceWithVoid();
    }

    @Override
    public Uni<Void> publishImage(String image, Consumer<BuildLine> log) {
        return call("publishImage", () -> {
                    if (registry == Registry.REFUSES) {
                        throw new RuntimeFailure(RuntimeFailure.Kind.INVALID, "the registry refuses the login");
                    }
                    return registry == Registry.NONE ? null : published.put(image, images.get(image));
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Boolean> fetchImage(String image, Consumer<BuildLine> log) {
        return call("fetchImage", () -> {
            ImageInfo found = published.get(image);
            if (found != null) {
                images.put(image, found);
            }
            return found != null;
        });
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
        return call("removeVolume", () -> {
                    contents.remove(name);
                    return volumes.remove(name);
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<String, Long>> volumeSizes(Map<String, String> labels) {
        return call(
                "volumeSizes",
                () -> named(volumes, labels).stream().collect(Collectors.toMap(name -> name, name -> 4096L)));
    }

    @Override
    public <T> Uni<T> readVolume(String name, Duration timeout, ContentReader<T> reader) {
        return call("readVolume", () -> {
            try {
                return reader.read(new ByteArrayInputStream(contents.getOrDefault(name, new byte[0])));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    @Override
    public Uni<Void> writeVolume(String name, InputStream tar, Duration timeout) {
        return call("writeVolume", () -> {
                    try {
                        return contents.put(name, tar.readAllBytes());
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                })
                .replaceWithVoid();
    }

    private static List<String> named(Map<String, Map<String, String>> all, Map<String, String> labels) {
        return all.entrySet().stream()
                .filter(entry -> entry.getValue().entrySet().containsAll(labels.entrySet()))
                .map(Map.Entry::getKey)
                .toList();
    }
}

package io.kyozo.deployer.testing;

import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerInfo.State;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ContainerStats;
import io.kyozo.runtime.ExecResult;
import io.kyozo.runtime.HostCapacity;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.ListeningSocket;
import io.kyozo.runtime.LogLine;
import io.kyozo.runtime.OomKill;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.inject.Alternative;
import jakarta.inject.Singleton;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A runtime in memory. Started containers listen on real sockets, so probes are real; what an image does is chosen by its
 * Dockerfile's text: {@code exits} ends at once, {@code mute} listens on nothing, {@code elsewhere} on port 4567 only, {@code broken} does not build.
 */
@Alternative
@Singleton
public class FakeRuntime extends FakeObjects {
    private final Map<String, FakeContainer> containers = new ConcurrentHashMap<>();
    private final Map<String, String> behaviours = new ConcurrentHashMap<>();
    private final AtomicInteger ids = new AtomicInteger();
    private final List<OomKill> oomKills = new CopyOnWriteArrayList<>();
    private final AtomicInteger builds = new AtomicInteger();
    private volatile boolean isolated = true;
    private volatile Duration buildTime = Duration.ZERO;
    private volatile String connected = "";
    private volatile int connections;
    private volatile CompletableFuture<Void> mayBuild = CompletableFuture.completedFuture(null);
    private volatile CompletableFuture<Void> mayStop = CompletableFuture.completedFuture(null);
    private volatile HostCapacity capacity = HostCapacity.UNKNOWN;

    /** What the host has. */
    public void capacity(HostCapacity value) {
        capacity = value;
    }

    /** How many builds were begun. */
    public int builds() {
        return builds.get();
    }

    /** How long builds take. */
    public void buildTime(Duration time) {
        buildTime = time;
    }

    /** From now on no build begins, until {@link #letBuild}. */
    public void holdBuilds() {
        mayBuild = new CompletableFuture<>();
    }

    public void letBuild() {
        mayBuild.complete(null);
    }

    /** From now on replicas do not end when they are asked to, until {@link #letStop}. */
    public void holdStops() {
        mayStop = new CompletableFuture<>();
    }

    public void letStop() {
        mayStop.complete(null);
    }

    /** How many connections others hold to each container whose name has {@code part} in it. */
    public void hold(String part, int open) {
        connected = part;
        connections = open;
    }

    /** False for a runtime like that of local processes. */
    public void isolated(boolean value) {
        isolated = value;
    }

    public void reset() {
        containers.values().forEach(container -> end(container, 0));
        containers.clear();
        behaviours.clear();
        resetObjects();
        oomKills.clear();
        builds.set(0);
        isolated = true;
        capacity = HostCapacity.UNKNOWN;
        buildTime = Duration.ZERO;
        connections = 0;
        letBuild();
        letStop();
    }

    public Set<String> containerNames() {
        return Set.copyOf(containers.keySet());
    }

    public long running() {
        return containers.values().stream()
                .filter(container -> container.state() == State.RUNNING)
                .count();
    }

    public Map<String, String> env(String containerNamePart) {
        return spec(containerNamePart).env();
    }

    public Map<String, String> secretFiles(String containerNamePart) {
        return spec(containerNamePart).secretFiles();
    }

    private ContainerSpec spec(String containerNamePart) {
        return containers.values().stream()
                .map(FakeContainer::spec)
                .filter(spec -> spec.name().contains(containerNamePart))
                .findFirst()
                .orElseThrow();
    }

    /** The container answers each request with {@code code} from now on. */
    public void answersWith(String name, int code) {
        found(name).status(code);
    }

    /** The container ends by itself. */
    public void crash(String name) {
        end(containers.get(name), 1);
    }

    /** The container ends with its engine, which was killed, and the next one can't start it. */
    public void strand(String name) {
        containers.get(name).strand();
    }

    /** The container listens when it has been looked at {@code looks} times. */
    public void slow(String name, int looks) {
        containers.get(name).slow(looks);
    }

    /** A process of the container is killed for want of memory; it runs on. */
    public void runOutOfMemory(String name) {
        oomKills.add(new OomKill(name, Instant.now()));
    }

    /** The container vanishes. */
    public void vanish(String name) {
        end(containers.remove(name), 1);
    }

    @Override
    public String name() {
        return "fake";
    }

    @Override
    public Uni<RuntimeInfo> info() {
        Set<Capability> capabilities = isolated
                ? EnumSet.allOf(Capability.class)
                : EnumSet.complementOf(EnumSet.of(Capability.NETWORKS, Capability.DOCKERFILE_BUILD));
        return call("info", () -> new RuntimeInfo("fake", "1", isolated, "", capabilities));
    }

    @Override
    public Uni<HostCapacity> capacity() {
        return call("capacity", () -> capacity);
    }

    @Override
    public Uni<ImageInfo> build(BuildSpec spec, Consumer<BuildLine> log) {
        Uni<ImageInfo> build = call("build", () -> {
            builds.incrementAndGet();
            for (int step = 1; step <= 3; step++) {
                log.accept(new BuildLine(step, 3, "Step " + step + "/3"));
            }
            if (spec.dockerfile().contains("broken") || exists(spec.context(), "broken")) {
                throw new RuntimeFailure(RuntimeFailure.Kind.BUILD_FAILED, "step 2 of 3 failed: no such command");
            }
            ImageInfo image = new ImageInfo("sha256:" + spec.image().hashCode(), spec.image(), spec.labels(), 1000);
            images.put(spec.image(), image);
            behaviours.put(spec.image(), spec.dockerfile());
            return image;
        });
        Uni<ImageInfo> timed = buildTime.isZero()
                ? build
                : Uni.createFrom().voidItem().onItem().delayIt().by(buildTime).chain(() -> build);
        return Uni.createFrom().completionStage(() -> mayBuild).chain(() -> timed);
    }

    private static boolean exists(Path folder, String file) {
        return Files.exists(folder.resolve(file));
    }

    @Override
    public Uni<Void> ensureImage(String image, Consumer<BuildLine> log) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public synchronized Uni<ContainerInfo> create(ContainerSpec spec) {
        return call("create", () -> {
            FakeContainer there = containers.get(spec.name());
            if (there != null && !there.spec().labels().equals(spec.labels())) {
                throw new RuntimeFailure(RuntimeFailure.Kind.CONFLICT, spec.name() + " is there with other labels");
            }
            if (there == null) {
                there = new FakeContainer(spec, "c" + ids.incrementAndGet());
                containers.put(spec.name(), there);
            }
            return there.info();
        });
    }

    @Override
    public Uni<ContainerInfo> start(String container) {
        return call("start", () -> {
            FakeContainer found = found(container);
            found.start(behaviours.getOrDefault(found.spec().image(), ""));
            return found.info();
        });
    }

    private FakeContainer found(String name) {
        FakeContainer container = containers.get(name);
        if (container == null) {
            throw new RuntimeFailure(RuntimeFailure.Kind.NOT_FOUND, "no container " + name);
        }
        return container;
    }

    @Override
    public Uni<Void> stop(String container, Duration grace) {
        return Uni.createFrom()
                .completionStage(() -> mayStop)
                .chain(() -> call("stop", () -> {
                    end(containers.get(container), 0);
                    return null;
                }));
    }

    private static void end(@Nullable FakeContainer container, int exitCode) {
        if (container != null) {
            container.end(exitCode);
        }
    }

    @Override
    public Uni<Void> pause(String container) {
        return call("pause", () -> {
            found(container).freeze();
            return null;
        });
    }

    @Override
    public Uni<ContainerInfo> unpause(String container) {
        return call("unpause", () -> {
            found(container).thaw();
            return found(container).info();
        });
    }

    @Override
    public Uni<ContainerInfo> answerTo(String container, String network, String name) {
        return call("answerTo", () -> found(container).info());
    }

    @Override
    public Uni<Integer> connections(String container, int port) {
        return call("connections", () -> container.contains(connected) ? connections : 0);
    }

    @Override
    public Uni<List<OomKill>> oomKills(Map<String, String> labels, Instant since) {
        return call(
                "oomKills",
                () -> oomKills.stream()
                        .filter(kill -> !kill.at().isBefore(since))
                        .toList());
    }

    @Override
    public Uni<Void> remove(String container) {
        return call("remove", () -> {
            end(containers.remove(container), 137);
            return null;
        });
    }

    @Override
    public Uni<Optional<ContainerInfo>> inspect(String container) {
        return call(
                "inspect", () -> Optional.ofNullable(containers.get(container)).map(FakeContainer::info));
    }

    @Override
    public Uni<List<ListeningSocket>> listening(String container) {
        return call(
                "listening",
                () -> Optional.ofNullable(containers.get(container))
                        .map(FakeContainer::listening)
                        .orElse(List.of()));
    }

    @Override
    public Uni<List<ContainerInfo>> list(Map<String, String> labels) {
        return call(
                "list",
                () -> containers.values().stream()
                        .filter(container ->
                                container.spec().labels().entrySet().containsAll(labels.entrySet()))
                        .map(FakeContainer::info)
                        .toList());
    }

    @Override
    public Multi<LogLine> logs(String container, int tail, boolean follow) {
        if (!containers.containsKey(container)) {
            return Multi.createFrom()
                    .failure(new RuntimeFailure(RuntimeFailure.Kind.NOT_FOUND, container + " is gone"));
        }
        return Multi.createFrom()
                .items(
                        new LogLine(Instant.now(), "stdout", "starting " + container),
                        new LogLine(Instant.now(), "stderr", "last words of " + container));
    }

    @Override
    public Uni<ContainerStats> stats(String container) {
        return Uni.createFrom().item(new ContainerStats(Instant.now(), 0, 0, 0, 0, 0, 0, 0, 1));
    }

    @Override
    public Uni<ExecResult> exec(String container, List<String> argv, Duration timeout) {
        return Uni.createFrom().item(new ExecResult(0, ""));
    }
}

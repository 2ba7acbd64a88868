package io.kyozo.runtime.process;

import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ContainerStats;
import io.kyozo.runtime.ContentReader;
import io.kyozo.runtime.ExecResult;
import io.kyozo.runtime.HostCapacity;
import io.kyozo.runtime.ImageInfo;
import io.kyozo.runtime.ListeningSocket;
import io.kyozo.runtime.LogLine;
import io.kyozo.runtime.LogPump;
import io.kyozo.runtime.OomKill;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** Local processes as containers, on Linux. Not isolated from the host: only where the operator allows it. */
public final class ProcessContainerRuntime implements ContainerRuntime, AutoCloseable {
    private static final String EXPOSURE = "services are processes of this host: they reach whatever its user reaches";

    private static final Logger LOG = Logger.getLogger(ProcessContainerRuntime.class);

    private final Layout layout;
    private final Workers workers;
    private final NameLocks locks = new NameLocks();
    private final ContainerStore store;
    private final RunState state;
    private final ImageStore images;
    private final ManagedServices managed;
    private final Creation creation;
    private final Containers containers;
    private final VolumeStore volumes;
    private final VolumeStore networks;
    private final ProcessExec exec;
    private final LogKeeper keeper;
    private final Freezer freezer;
    private final OomLog oomLog;

    public ProcessContainerRuntime(ProcessSettings settings) {
        if (!settings.allowed()) {
            throw new RuntimeFailure(
                    RuntimeFailure.Kind.UNSUPPORTED,
                    "Running services as processes of this host is not allowed: they are not isolated from it. Start a"
                            + " container engine, or set kyozo.runtime.process.allowed=true.");
        }
        this.layout = new Layout(settings.path());
        this.workers = new Workers();
        this.store = new ContainerStore(layout);
        this.state = new RunState(store);
        this.images = new ImageStore(layout, store);
        this.managed = new ManagedServices(settings, layout);
        var programs = new Programs(layout);
        var ports = new Ports(layout);
        var plan = new LaunchPlan(layout, images, managed, programs);
        this.creation = new Creation(layout, store, images, managed, ports);
        var launcher = new Launcher(programs, settings);
        this.freezer = new Freezer(store, launcher);
        this.oomLog = new OomLog(store);
        this.containers = new Containers(store, plan, launcher, freezer, managed, ports);
        this.volumes = new VolumeStore(layout.volumes(), "volume");
        this.networks = new VolumeStore(layout.networks(), "network");
        this.exec = new ProcessExec(plan);
        this.keeper = new LogKeeper(layout);
    }

    @Override
    public String name() {
        return "process";
    }

    @Override
    public Uni<RuntimeInfo> info() {
        var capabilities = EnumSet.of(Capability.VOLUMES, Capability.EXEC, Capability.STATS);
        if (ControlGroup.available()) {
            capabilities.addAll(List.of(Capability.MEMORY_LIMIT, Capability.CPU_LIMIT, Capability.PIDS_LIMIT));
        }
        var version = System.getProperty("os.name") + " " + System.getProperty("os.version");
        return Uni.createFrom().item(new RuntimeInfo(name(), version, false, EXPOSURE, capabilities));
    }

    @Override
    public Uni<HostCapacity> capacity() {
        return workers.run("look at this host", () -> ThisHost.capacity(layout.images()));
    }

    @Override
    public Uni<ImageInfo> build(BuildSpec spec, Consumer<BuildLine> log) {
        return Uni.createFrom().deferred(() -> {
            var build = new ImageBuild(layout, images, spec, log);
            return workers.run("build image " + spec.image(), () -> runUnlessAborted(build))
                    .onCancellation()
                    .invoke(() -> abort(build));
        });
    }

    @Override
    public Uni<Void> ensureImage(String image, Consumer<BuildLine> log) {
        return workers.act("get image " + image, () -> {
            if (images.find(image).isEmpty()) {
                managed.get(image).require();
            }
        });
    }

    @Override
    public Uni<Optional<ImageInfo>> findImage(String image) {
        return workers.run("inspect image " + image, () -> images.find(image).map(ImageRecord::info));
    }

    @Override
    public Uni<List<ImageInfo>> listImages(Map<String, String> labels) {
        return workers.run("list images", () -> images.list(labels));
    }

    @Override
    public Uni<Void> removeImage(String image) {
        return workers.act("remove image " + image, () -> images.remove(image));
    }

    @Override
    public Uni<Void> ensureNetwork(String name, Map<String, String> labels) {
        return workers.act("create network " + name, () -> networks.ensure(name, labels));
    }

    @Override
    public Uni<List<String>> listNetworks(Map<String, String> labels) {
        return workers.run("list networks", () -> networks.list(labels));
    }

    @Override
    public Uni<Void> removeNetwork(String name) {
        return workers.act("remove network " + name, () -> networks.remove(name));
    }

    @Override
    public Uni<Void> ensureVolume(String name, Map<String, String> labels) {
        return workers.act("create volume " + name, () -> volumes.ensure(name, labels));
    }

    @Override
    public Uni<List<String>> listVolumes(Map<String, String> labels) {
        return workers.run("list volumes", () -> volumes.list(labels));
    }

    @Override
    public Uni<Void> removeVolume(String name) {
        return workers.act("remove volume " + name, () -> volumes.remove(name));
    }

    @Override
    public Uni<Map<String, Long>> volumeSizes(Map<String, String> labels) {
        return workers.run("measure volumes", () -> volumes.sizes(labels));
    }

    @Override
    public <T> Uni<T> readVolume(String name, Duration timeout, ContentReader<T> reader) {
        return workers.run("read volume " + name, () -> volumes.archive(name).read(reader));
    }

    @Override
    public Uni<Void> writeVolume(String name, InputStream tar, Duration timeout) {
        return workers.act("write volume " + name, () -> volumes.archive(name).write(tar));
    }

    @Override
    public Uni<ContainerInfo> create(ContainerSpec spec) {
        return workers.run(
                "create container " + spec.name(),
                () -> locks.with(spec.name(), () -> state.info(creation.create(spec))));
    }

    @Override
    public Uni<ContainerInfo> start(String container) {
        return workers.run(
                "start container " + container, () -> locks.with(container, () -> containers.start(container)));
    }

    @Override
    public Uni<Void> stop(String container, Duration grace) {
        return workers.act(
                "stop container " + container, () -> locks.act(container, () -> containers.stop(container, grace)));
    }

    @Override
    public Uni<Void> pause(String container) {
        return workers.act("pause container " + container, () -> locks.act(container, () -> freezer.freeze(container)));
    }

    @Override
    public Uni<ContainerInfo> unpause(String container) {
        return workers.run(
                "unpause container " + container,
                () -> locks.with(container, () -> state.info(freezer.thaw(container))));
    }

    /** They are found by their ports alone. */
    @Override
    public Uni<ContainerInfo> answerTo(String container, String network, String name) {
        return inspect(container)
                .map(found -> found.orElseThrow(
                        () -> new RuntimeFailure(RuntimeFailure.Kind.NOT_FOUND, "There is no container " + container)));
    }

    @Override
    public Uni<Integer> connections(String container, int port) {
        return inspect(container)
                .map(found -> found.map(info -> info.endpoints().get(port)))
                .chain(endpoint -> workers.run(
                        "look at the connections of " + container,
                        () -> endpoint.isEmpty()
                                ? 0
                                : Listeners.connections(endpoint.get().port())));
    }

    @Override
    public Uni<Void> remove(String container) {
        return workers.act(
                "remove container " + container, () -> locks.act(container, () -> containers.remove(container)));
    }

    @Override
    public Uni<Optional<ContainerInfo>> inspect(String container) {
        return workers.run("inspect container " + container, () -> {
            var found = store.find(container);
            return found.isEmpty() ? Optional.empty() : Optional.of(state.info(found.get()));
        });
    }

    @Override
    public Uni<List<ListeningSocket>> listening(String container) {
        return workers.run("look at the ports of " + container, () -> {
            var found = store.get(container);
            return Listeners.of(new ProcessTree(store.run(found).orElseThrow().launcher(), found.id()));
        });
    }

    @Override
    public Uni<List<ContainerInfo>> list(Map<String, String> labels) {
        return workers.run("list containers", () -> {
            var found = new ArrayList<ContainerInfo>();
            for (var container : store.labelled(labels)) {
                found.add(state.info(container));
            }
            return found;
        });
    }

    @Override
    public Multi<LogLine> logs(String container, int tail, boolean follow) {
        var action = "read the log of " + container;
        return LogPump.read(
                () -> {
                    var found = store.get(container);
                    return new LogFollower(store.folder(found.name()), tail, follow, () -> isRunning(found));
                },
                workers.threads(),
                failure -> Workers.translate(action, failure));
    }

    @Override
    public Uni<ContainerStats> stats(String container) {
        return workers.run("read the statistics of " + container, () -> {
            var found = store.get(container);
            if (!state.isRunning(found)) {
                throw new RuntimeFailure(RuntimeFailure.Kind.CONFLICT, "Container " + container + " does not run");
            }
            return ProcessStats.read(store.run(found).orElseThrow(), found.id());
        });
    }

    @Override
    public Uni<OptionalLong> diskBytes(String container) {
        return workers.run("count what " + container + " holds on disk", () -> {
            var found = store.get(container);
            return OptionalLong.of(FileTrees.ownSize(store.folder(found.name())));
        });
    }

    @Override
    public Uni<List<OomKill>> oomKills(Map<String, String> labels, Instant since) {
        return workers.run("look for want of memory", () -> {
            var found = new ArrayList<OomKill>();
            for (var container : store.labelled(labels)) {
                found.addAll(locks.with(container.name(), () -> oomLog.of(container, since)));
            }
            found.sort(Comparator.comparing(OomKill::at));
            return found;
        });
    }

    @Override
    public Uni<ExecResult> exec(String container, List<String> argv, Duration timeout) {
        return workers.run("run a command in " + container, () -> exec.run(store.get(container), argv, timeout));
    }

    @Override
    public void close() throws IOException {
        workers.close();
        keeper.close();
    }

    private boolean isRunning(ContainerRecord container) {
        try {
            return state.isRunning(container);
        } catch (IOException gone) {
            return false;
        }
    }

    /** Nobody waits for what comes of a build that was aborted. */
    private static @Nullable ImageInfo runUnlessAborted(ImageBuild build) throws Exception {
        try {
            return build.run();
        } catch (IOException | RuntimeException e) {
            if (build.isAborted()) {
                LOG.debug("A build was stopped", e);
                return null;
            }
            throw e;
        }
    }

    private static void abort(ImageBuild build) {
        try {
            build.abort();
        } catch (IOException e) {
            LOG.warn("A cancelled build could not be stopped", e);
        }
    }
}

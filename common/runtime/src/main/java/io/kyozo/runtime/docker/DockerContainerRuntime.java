package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import io.kyozo.runtime.BuildLine;
import io.kyozo.runtime.BuildSpec;
import io.kyozo.runtime.Circuit;
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
import io.kyozo.runtime.OomKill;
import io.kyozo.runtime.RuntimeInfo;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.io.InputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;

/** Docker Engine 20.10 or newer, or what speaks its API. */
public final class DockerContainerRuntime implements ContainerRuntime, AutoCloseable {
    private final EngineConnection engine;
    private final BaseImages bases;
    private final Registry registry;
    private final Builds builds;
    private final Images images;
    private final SecretFiles secretFiles;
    private final Containers containers;
    private final Firewall firewall;
    private final Networks networks;
    private final NetworkNames networkNames;
    private final Volumes volumes;
    private final Logs logs;
    private final Stats stats;
    private final VolumeKeeper volumeKeeper;
    private final DiskUse diskUse;
    private final Execs execs;
    private final Pipes pipes;
    private final Events events;
    private final EngineHost host;
    private final Listeners listeners;

    public DockerContainerRuntime(DockerSettings settings) {
        this.engine = new EngineConnection(settings);
        var logins = new RegistryLogins(settings.registryLogins());
        this.bases = new BaseImages(engine, logins);
        this.registry = new Registry(engine, logins);
        this.firewall = new Firewall(settings);
        this.networks = new Networks(engine, firewall);
        this.networkNames = new NetworkNames(engine);
        this.host = new EngineHost(engine);
        this.builds = new Builds(engine, bases, networks, host);
        this.images = new Images(engine);
        this.secretFiles = new SecretFiles(settings.host());
        this.containers = new Containers(engine, secretFiles);
        this.volumes = new Volumes(engine);
        this.logs = new Logs(engine);
        this.stats = new Stats(engine);
        this.volumeKeeper = new VolumeKeeper(engine);
        this.diskUse = new DiskUse(engine, builds.leftovers());
        this.execs = new Execs(engine);
        this.pipes = new Pipes(engine);
        this.events = new Events(engine);
        this.listeners = new Listeners(engine, execs);
    }

    @Override
    public String name() {
        return "docker";
    }

    @Override
    public Uni<RuntimeInfo> info() {
        return engine.call(
                "ask the engine for its version",
                client -> new RuntimeInfo(
                        name(),
                        host.version(client),
                        firewall.problem().isEmpty(),
                        firewall.problem(),
                        capabilities(client)));
    }

    @Override
    public Circuit circuit() {
        return engine.circuit();
    }

    @Override
    public Optional<Instant> upSince() {
        return EngineStart.of(engine.settings().host(), engine.circuit());
    }

    private Set<Capability> capabilities(DockerClient client) {
        var capabilities = EnumSet.allOf(Capability.class);
        if (!containers.limitsStorage()) {
            capabilities.remove(Capability.STORAGE_LIMIT);
        }
        if (!secretFiles.work(host.dataRoot(client))) {
            capabilities.remove(Capability.SECRET_FILES);
        }
        return capabilities;
    }

    @Override
    public Uni<HostCapacity> capacity() {
        return host.capacity();
    }

    @Override
    public Uni<ImageInfo> build(BuildSpec spec, Consumer<BuildLine> log) {
        return builds.build(spec, log);
    }

    @Override
    public Uni<Void> ensureImage(String image, Consumer<BuildLine> log) {
        return engine.blocking("get image " + image, () -> {
                    bases.ensure(image, log);
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<ImageInfo>> findImage(String image) {
        return images.find(image);
    }

    @Override
    public Uni<Void> publishImage(String image, Consumer<BuildLine> log) {
        return registry.push(image, log);
    }

    @Override
    public Uni<Boolean> fetchImage(String image, Consumer<BuildLine> log) {
        return registry.pull(image, log);
    }

    @Override
    public Uni<List<ImageInfo>> listImages(Map<String, String> labels) {
        return images.list(labels);
    }

    @Override
    public Uni<Void> removeImage(String image) {
        return images.remove(image);
    }

    @Override
    public Uni<Void> ensureNetwork(String name, Map<String, String> labels) {
        return networks.ensure(name, labels);
    }

    @Override
    public Uni<List<String>> listNetworks(Map<String, String> labels) {
        return networks.list(labels);
    }

    @Override
    public Uni<Void> removeNetwork(String name) {
        return networks.remove(name);
    }

    @Override
    public Uni<Void> ensureVolume(String name, Map<String, String> labels) {
        return volumes.ensure(name, labels);
    }

    @Override
    public Uni<List<String>> listVolumes(Map<String, String> labels) {
        return volumes.list(labels);
    }

    @Override
    public Uni<Void> removeVolume(String name) {
        return volumes.remove(name);
    }

    @Override
    public Uni<Map<String, Long>> volumeSizes(Map<String, String> labels) {
        return diskUse.volumes(labels);
    }

    @Override
    public Uni<Long> pruneBuildCache(long keepBytes) {
        return diskUse.pruneCache(keepBytes);
    }

    @Override
    public <T> Uni<T> readVolume(String name, Duration timeout, ContentReader<T> reader) {
        return volumeKeeper.read(name, timeout, reader);
    }

    @Override
    public Uni<Void> writeVolume(String name, InputStream tar, Duration timeout) {
        return volumeKeeper.write(name, tar, timeout);
    }

    @Override
    public Uni<ContainerInfo> create(ContainerSpec spec) {
        return containers
                .create(spec)
                .onFailure(DockerFailures::isNotFound)
                .recoverWithUni(() -> ensureImage(spec.image(), line -> {}).chain(() -> containers.create(spec)));
    }

    @Override
    public Uni<ContainerInfo> start(String container) {
        return containers.start(container);
    }

    @Override
    public Uni<Void> stop(String container, Duration grace) {
        return containers.stop(container, grace);
    }

    @Override
    public Uni<Void> pause(String container) {
        return containers.pause(container);
    }

    @Override
    public Uni<ContainerInfo> unpause(String container) {
        return containers.unpause(container);
    }

    @Override
    public Uni<ContainerInfo> answerTo(String container, String network, String name) {
        return networkNames.answerTo(container, network, name);
    }

    @Override
    public Uni<Integer> connections(String container, int port) {
        return containers
                .inspect(container)
                .chain(found -> found.isEmpty() ? Uni.createFrom().item(0) : listeners.connections(found.get(), port));
    }

    @Override
    public Uni<Void> remove(String container) {
        return containers.remove(container);
    }

    @Override
    public Uni<Optional<ContainerInfo>> inspect(String container) {
        return containers.inspect(container);
    }

    @Override
    public Uni<List<ListeningSocket>> listening(String container) {
        return containers
                .inspect(container)
                .chain(found -> found.isPresent()
                        ? listeners.of(found.get())
                        : Uni.createFrom().item(List.of()));
    }

    @Override
    public Uni<List<ContainerInfo>> list(Map<String, String> labels) {
        return containers.list(labels);
    }

    @Override
    public Multi<LogLine> logs(String container, int tail, boolean follow) {
        return logs.read(container, tail, follow);
    }

    @Override
    public Uni<ContainerStats> stats(String container) {
        return stats.read(container);
    }

    @Override
    public Uni<OptionalLong> diskBytes(String container) {
        return stats.diskBytes(container);
    }

    @Override
    public Uni<List<OomKill>> oomKills(Map<String, String> labels, Instant since) {
        return events.oomKills(labels, since);
    }

    @Override
    public Uni<ExecResult> exec(String container, List<String> argv, Duration timeout) {
        return execs.run(container, argv, timeout);
    }

    @Override
    public <T> Uni<T> pipe(
            String container, List<String> argv, InputStream input, Duration timeout, ContentReader<T> reader) {
        return pipes.run(container, argv, input, timeout, reader);
    }

    @Override
    public void close() {
        engine.close();
    }
}

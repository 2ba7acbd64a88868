package io.kyozo.deployer.service.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.contracts.topology.ServiceSpec;
import io.kyozo.deployer.secret.app.Secrets;
import io.kyozo.deployer.service.EnvBinding;
import io.kyozo.deployer.service.EnvResolver;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerRuntime;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.ResourceLimits;
import io.kyozo.runtime.RuntimeFailure;
import io.kyozo.runtime.RuntimeInfo;
import io.kyozo.runtime.RuntimeInfo.Capability;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Creates and starts the container of a recorded replica; met again after a crash, it is adopted. */
@ApplicationScoped
public class LaunchReplica {
    private static final int STOP_GRACE_SECONDS = 10;

    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final Secrets secrets;
    private final ObjectLabels labels;
    private final LimitsConfig limitsConfig;

    LaunchReplica(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            Secrets secrets,
            ObjectLabels labels,
            LimitsConfig limitsConfig) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.secrets = secrets;
        this.labels = labels;
        this.limitsConfig = limitsConfig;
    }

    /**
     * Where a replica is launched.
     *
     * @param teamId whose it is
     * @param workspaceId its workspace
     * @param workspace the workspace's name
     * @param revisionId of the release; null where it is not known
     * @param runtime what the runtime is like
     * @param neighbours all replicas of the workspace, for the addresses that it is told
     */
    public record Site(
            UUID teamId,
            UUID workspaceId,
            String workspace,
            @Nullable UUID revisionId,
            RuntimeInfo runtime,
            List<Replica> neighbours) {
        boolean has(Capability capability) {
            return runtime.capabilities().contains(capability);
        }
    }

    /** Launches {@code replica}; the container with its endpoints, which are recorded. Does nothing where it runs. */
    public Uni<ContainerInfo> launch(Replica replica, Site site) {
        return makeVolumes(replica, site)
                .chain(() -> secrets.openWith(site.workspaceId(), secretsOf(replica, site)))
                .chain(opened -> launch(spec(replica, site, opened)))
                .call(started -> started(replica, started, InstanceState.DEPLOYING));
    }

    private Uni<ContainerInfo> launch(ContainerSpec spec) {
        return runtime.create(spec)
                .chain(created -> runtime.start(created.name())
                        .onFailure(LaunchReplica::needsAnother)
                        .recoverWithUni(conflict -> runtime.remove(created.name())
                                .chain(() -> runtime.create(spec))
                                .chain(again -> runtime.start(again.name()))));
    }

    /** Whether a container that does not start has to be made anew. */
    public static boolean needsAnother(Throwable failure) {
        return failure instanceof RuntimeFailure runtime && runtime.kind() == RuntimeFailure.Kind.CONFLICT;
    }

    /** Records where a container that was started is found. */
    public Uni<Void> started(Replica replica, ContainerInfo container, InstanceState state) {
        ContainerInfo.Endpoint endpoint = replica.plan()
                .mainPort()
                .map(port -> container.endpoints().get(port.number()))
                .orElse(null);
        return replicas.started(
                replica.id(),
                container.id(),
                endpoint == null ? null : endpoint.host(),
                endpoint == null ? null : endpoint.port(),
                state);
    }

    private Uni<Void> makeVolumes(Replica replica, Site site) {
        if (!site.has(Capability.VOLUMES)) {
            return Uni.createFrom().voidItem();
        }
        Map<String, String> volumeLabels = labels.ofService(site.teamId(), site.workspaceId(), replica.service());
        return Multi.createFrom()
                .iterable(replica.plan().volumes())
                .onItem()
                .transformToUniAndConcatenate(path -> runtime.ensureVolume(volume(replica, site, path), volumeLabels))
                .collect()
                .last();
    }

    private ContainerSpec spec(Replica replica, Site site, Map<String, String> opened) {
        ServicePlan plan = replica.plan();
        Map<String, String> env = resolver(replica, site, opened).resolve(plan.env());
        Map<String, String> files = site.has(Capability.SECRET_FILES) ? takeFiles(plan, env) : Map.of();
        boolean ownImage = site.has(Capability.DOCKERFILE_BUILD) && !plan.managed();
        return new ContainerSpec(
                replica.containerName(),
                plan.image(),
                labels.ofReplica(site.teamId(), replica, site.revisionId()),
                ownImage ? List.of() : plan.command(),
                ".",
                env,
                site.has(Capability.NETWORKS) ? ObjectNames.network(site.workspaceId(), site.workspace()) : null,
                isUnproven(replica, site) ? "" : replica.service(),
                plan.ports().stream()
                        .map(port -> new ContainerSpec.Port(port.number(), port.envVar()))
                        .toList(),
                mounts(replica, site),
                limits(plan.resources()),
                plan.readOnlyRoot(),
                STOP_GRACE_SECONDS,
                files);
    }

    /** Takes the secrets that are told in files out of {@code env}, which names their files instead. */
    private static Map<String, String> takeFiles(ServicePlan plan, Map<String, String> env) {
        Map<String, String> files = new TreeMap<>();
        for (EnvBinding binding : plan.env()) {
            String value = binding.source() == EnvBinding.Source.FILE ? env.remove(binding.name()) : null;
            if (value != null) {
                files.put(binding.name(), value);
                env.put(binding.name() + "_FILE", ContainerSpec.SECRETS + "/" + binding.name());
            }
        }
        return files;
    }

    /** Others serve under its name: its neighbours find it when it is ready. */
    private static boolean isUnproven(Replica replica, Site site) {
        return !replica.serving() && NameReplica.isOneOfMany(replica, site.neighbours());
    }

    private ResourceLimits limits(ServiceSpec.Resources stated) {
        return new ResourceLimits(
                stated.memoryBytes() > 0
                        ? stated.memoryBytes()
                        : limitsConfig.memory().asLongValue(),
                stated.cpus() > 0 ? stated.cpus() : limitsConfig.cpus(),
                stated.pids() > 0 ? stated.pids() : limitsConfig.pids(),
                limitsConfig.storage().asLongValue());
    }

    private static List<ContainerSpec.Mount> mounts(Replica replica, Site site) {
        return site.has(Capability.VOLUMES)
                ? replica.plan().volumes().stream()
                        .map(path -> new ContainerSpec.Mount(volume(replica, site, path), path))
                        .toList()
                : List.of();
    }

    private static String volume(Replica replica, Site site, String path) {
        return ObjectNames.volume(site.workspaceId(), site.workspace(), replica.service(), path);
    }

    /** The secrets that the replica is told, those of the services it connects to as well. */
    private static Set<String> secretsOf(Replica replica, Site site) {
        Set<String> wanted = new TreeSet<>();
        for (EnvBinding binding : replica.plan().env()) {
            if (binding.isSecret()) {
                wanted.add(binding.value());
            } else if (binding.source() == EnvBinding.Source.CONNECTION) {
                neighbour(binding.value(), replica, site).plan().env().stream()
                        .filter(EnvBinding::isSecret)
                        .forEach(other -> wanted.add(other.value()));
            }
        }
        return wanted;
    }

    private static EnvResolver resolver(Replica replica, Site site, Map<String, String> opened) {
        return new EnvResolver(
                service -> target(neighbour(service, replica, site), site), key -> opened.getOrDefault(key, ""));
    }

    private static EnvResolver.Target target(Replica neighbour, Site site) {
        int port = neighbour.plan().mainPort().map(ServiceSpec.Port::number).orElse(0);
        if (site.has(Capability.NETWORKS)) {
            return new EnvResolver.Target(neighbour.plan(), neighbour.service(), port);
        }
        String host = neighbour.host();
        Integer hostPort = neighbour.port();
        return new EnvResolver.Target(
                neighbour.plan(), host == null ? "127.0.0.1" : host, hostPort == null ? port : hostPort);
    }

    /** The replica of {@code service} to connect to: one of the same deployment, else one that stays. */
    private static Replica neighbour(String service, Replica replica, Site site) {
        List<Replica> all = site.neighbours().stream()
                .filter(other -> other.service().equals(service))
                .toList();
        return all.stream()
                .filter(other -> other.deploymentId().equals(replica.deploymentId()) && other.retiredBy() == null)
                .findFirst()
                .or(() ->
                        all.stream().filter(other -> other.retiredBy() == null).findFirst())
                .or(() -> all.stream().findFirst())
                .orElseThrow(() -> new MissingNeighbourException(replica.service(), service));
    }
}

package io.kyozo.runtime.docker;

import com.github.dockerjava.api.DockerClient;
import com.github.dockerjava.api.exception.ConflictException;
import com.github.dockerjava.api.exception.DockerException;
import com.github.dockerjava.api.exception.NotFoundException;
import com.github.dockerjava.api.exception.NotModifiedException;
import com.github.dockerjava.api.model.Container;
import com.github.dockerjava.api.model.ExposedPort;
import io.kyozo.runtime.ContainerInfo;
import io.kyozo.runtime.ContainerSpec;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jboss.logging.Logger;

/** Containers of the engine: created hardened, adopted by their labels, removed with their anonymous volumes. */
final class Containers {
    private static final Logger LOG = Logger.getLogger(Containers.class);
    private static final int LOOKED_AT_ONCE = 8;

    private final EngineConnection engine;
    private final SecretFiles secretFiles;
    private final AtomicReference<StorageLimits> storage = new AtomicReference<>(StorageLimits.UNTRIED);

    /** Only some storage drivers can hold a container to a size, and the engine says so only when it is asked to. */
    private enum StorageLimits {
        UNTRIED,
        WORK,
        REFUSED
    }

    Containers(EngineConnection engine, SecretFiles secretFiles) {
        this.engine = engine;
        this.secretFiles = secretFiles;
    }

    Uni<ContainerInfo> create(ContainerSpec spec) {
        return engine.call("create container " + spec.name(), client -> {
            var created = createLimited(client, spec);
            if (created.state() != ContainerInfo.State.RUNNING) {
                secretFiles.write(client, spec);
            }
            return created;
        });
    }

    /** Whether the engine is known to keep containers to {@link ResourceLimits#storageBytes}. */
    boolean limitsStorage() {
        return storage.get() == StorageLimits.WORK;
    }

    Uni<ContainerInfo> start(String container) {
        return engine.call("start container " + container, client -> {
            try {
                client.startContainerCmd(container).exec();
            } catch (NotModifiedException running) {
                return ContainerView.of(client.inspectContainerCmd(container).exec());
            } catch (DockerException failure) {
                if (!NetworkNames.isAddressTaken(failure)) {
                    throw failure;
                }
                NetworkNames.giveUpAddress(client, container);
                client.startContainerCmd(container).exec();
            }
            return ContainerView.of(client.inspectContainerCmd(container).exec());
        });
    }

    Uni<Void> stop(String container, Duration grace) {
        var seconds = (int) Math.max(1, grace.toSeconds());
        return engine.call(
                        "stop container " + container,
                        engine.settings().callTimeout().plus(grace),
                        client -> {
                            try {
                                client.stopContainerCmd(container)
                                        .withTimeout(seconds)
                                        .exec();
                            } catch (NotModifiedException | NotFoundException stopped) {
                                return false;
                            }
                            return true;
                        })
                .replaceWithVoid();
    }

    Uni<Void> pause(String container) {
        return engine.call("pause container " + container, client -> {
                    if (!isPaused(client, container)) {
                        client.pauseContainerCmd(container).exec();
                    }
                    return true;
                })
                .replaceWithVoid();
    }

    Uni<ContainerInfo> unpause(String container) {
        return engine.call("unpause container " + container, client -> {
            if (isPaused(client, container)) {
                client.unpauseContainerCmd(container).exec();
            }
            return ContainerView.of(client.inspectContainerCmd(container).exec());
        });
    }

    private static boolean isPaused(DockerClient client, String container) {
        return Boolean.TRUE.equals(
                client.inspectContainerCmd(container).exec().getState().getPaused());
    }

    /** Where it is being removed already, the engine refuses: asked again, it answers that the container is gone. */
    Uni<Void> remove(String container) {
        return engine.call("remove container " + container, client -> {
                    endStrays(client, container);
                    var removed = removed(client, container);
                    secretFiles.remove(container);
                    return removed;
                })
                .onFailure(DockerFailures::isConflict)
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofMillis(500))
                .atMost(20)
                .replaceWithVoid();
    }

    Uni<Optional<ContainerInfo>> inspect(String container) {
        return engine.call("inspect container " + container, client -> find(client, container));
    }

    /** Each is looked at by itself, some at a time: no deadline has to cover all of many. */
    Uni<List<ContainerInfo>> list(Map<String, String> labels) {
        return engine.call(
                        "list containers",
                        client -> client.listContainersCmd().withShowAll(true).withLabelFilter(labels).exec().stream()
                                .map(Container::getId)
                                .toList())
                .onItem()
                .transformToMulti(ids -> Multi.createFrom().iterable(ids))
                .onItem()
                .transformToUni(this::inspect)
                .merge(LOOKED_AT_ONCE)
                .filter(Optional::isPresent)
                .map(Optional::get)
                .collect()
                .asList();
    }

    private static Optional<ContainerInfo> find(DockerClient client, String container) {
        try {
            return Optional.of(
                    ContainerView.of(client.inspectContainerCmd(container).exec()));
        } catch (NotFoundException gone) {
            return Optional.empty();
        }
    }

    private ContainerInfo createLimited(DockerClient client, ContainerSpec spec) {
        if (spec.limits().storageBytes() <= 0 || storage.get() == StorageLimits.REFUSED) {
            return createOrAdopt(client, spec, false);
        }
        try {
            var created = createOrAdopt(client, spec, true);
            storage.set(StorageLimits.WORK);
            return created;
        } catch (DockerException e) {
            if (e.getMessage() == null || !e.getMessage().contains("storage-opt")) {
                throw e;
            }
            storage.set(StorageLimits.REFUSED);
            LOG.infof("The engine can't limit the storage of containers: %s", e.getMessage());
            return createOrAdopt(client, spec, false);
        }
    }

    private ContainerInfo createOrAdopt(DockerClient client, ContainerSpec spec, boolean storageLimited) {
        try {
            var id = command(client, spec, storageLimited).getId();
            return ContainerView.of(client.inspectContainerCmd(id).exec());
        } catch (ConflictException taken) {
            return adopt(client, spec, taken);
        }
    }

    private com.github.dockerjava.api.command.CreateContainerResponse command(
            DockerClient client, ContainerSpec spec, boolean storageLimited) {
        var host = Hardening.of(spec, secretFiles.mount(spec));
        if (storageLimited) {
            host.withStorageOpt(Map.of("size", Long.toString(spec.limits().storageBytes())));
        }
        var command = client.createContainerCmd(spec.image())
                .withName(spec.name())
                .withLabels(spec.labels())
                .withEnv(environment(spec))
                .withExposedPorts(spec.ports().stream()
                        .map(port -> ExposedPort.tcp(port.number()))
                        .toList())
                .withStopTimeout(spec.stopGraceSeconds())
                .withHostConfig(host);
        if (!spec.command().isEmpty()) {
            command.withCmd(spec.command());
        }
        if (spec.network() != null && !spec.alias().isEmpty()) {
            command.withAliases(spec.alias());
        }
        ManagedImages.user(spec.image()).ifPresent(command::withUser);
        return command.exec();
    }

    private static List<String> environment(ContainerSpec spec) {
        var variables = new ArrayList<String>();
        spec.ports().stream()
                .filter(port -> !port.envVar().isEmpty() && !spec.env().containsKey(port.envVar()))
                .forEach(port -> variables.add(port.envVar() + "=" + port.number()));
        spec.env().forEach((name, value) -> variables.add(name + "=" + value));
        return variables;
    }

    /** A create whose answer was lost is repeated with the same labels; the same name with others belongs to someone else. */
    private static ContainerInfo adopt(DockerClient client, ContainerSpec spec, ConflictException taken) {
        var existing = find(client, spec.name());
        if (existing.isPresent()
                && existing.get().labels().entrySet().containsAll(spec.labels().entrySet())) {
            return existing.get();
        }
        throw new RuntimeFailure(
                RuntimeFailure.Kind.CONFLICT,
                "Could not create container " + spec.name() + ": another one has this name",
                taken);
    }

    private void endStrays(DockerClient client, String container) {
        if (!"unix".equals(engine.settings().host().getScheme())) {
            return;
        }
        find(client, container)
                .filter(seen ->
                        seen.state() != ContainerInfo.State.RUNNING && seen.state() != ContainerInfo.State.PAUSED)
                .ifPresent(seen -> StrayProcesses.end(seen.id()));
    }

    private static boolean removed(DockerClient client, String container) {
        try {
            client.removeContainerCmd(container)
                    .withForce(true)
                    .withRemoveVolumes(true)
                    .exec();
            return true;
        } catch (NotFoundException gone) {
            return false;
        }
    }
}

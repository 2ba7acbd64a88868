package io.kyozo.deployer.backup.app;

import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.deployment.app.RelaunchReplica;
import io.kyozo.deployer.service.ObjectNames;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.KeepOutput;
import io.kyozo.deployer.service.app.LaunchReplica;
import io.kyozo.deployer.service.app.ObjectLabels;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.runtime.ContainerRuntime;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Copies a service's volumes into the blob store and back, while its replicas are stopped. The workspace is held meanwhile. */
@ApplicationScoped
class CopyVolumes {
    private static final Duration STOP_GRACE = Duration.ofSeconds(30);

    private final ContainerRuntime runtime;
    private final ReplicaStore replicas;
    private final LaunchReplica launchReplica;
    private final RelaunchReplica relaunchReplica;
    private final DeploymentStore deployments;
    private final KeepOutput keepOutput;
    private final ObjectLabels labels;
    private final BackupContent content;
    private final CopyData copyData;
    private final BackupConfig config;

    CopyVolumes(
            ContainerRuntime runtime,
            ReplicaStore replicas,
            LaunchReplica launchReplica,
            RelaunchReplica relaunchReplica,
            DeploymentStore deployments,
            KeepOutput keepOutput,
            ObjectLabels labels,
            BackupContent content,
            CopyData copyData,
            BackupConfig config) {
        this.runtime = runtime;
        this.replicas = replicas;
        this.launchReplica = launchReplica;
        this.relaunchReplica = relaunchReplica;
        this.deployments = deployments;
        this.keepOutput = keepOutput;
        this.labels = labels;
        this.content = content;
        this.copyData = copyData;
        this.config = config;
    }

    /** One part for each volume. The replicas run again afterwards, also where it failed. */
    Uni<List<Part>> snapshot(Backup backup, String workspace, List<Replica> running) {
        List<String> paths = running.get(0).plan().volumes();
        return each(running, this::stop)
                .chain(() -> Multi.createFrom()
                        .iterable(paths)
                        .onItem()
                        .transformToUniAndConcatenate(path -> read(backup, workspace, path))
                        .collect()
                        .asList())
                .onItemOrFailure()
                .call((parts, failure) -> each(running, this::start));
    }

    private Uni<Part> read(Backup backup, String workspace, String path) {
        return runtime.readVolume(
                volume(backup, workspace, path), config.timeout(), data -> content.write(backup.id(), path, data));
    }

    /** The volumes are made anew, so that nothing is left in them that the backup does not hold. */
    Uni<Void> restore(Backup backup, String workspace, List<Replica> running) {
        return each(running, this::remove)
                .chain(() -> each(backup.parts(), part -> write(backup, workspace, part)))
                .chain(() -> replicas.inWorkspace(backup.owner().workspaceId()))
                .chain(neighbours -> deployments
                        .liveIn(backup.owner().workspaceId())
                        .chain(live -> each(running, replica -> relaunch(replica, live.orElseThrow(), neighbours))));
    }

    private Uni<Void> write(Backup backup, String workspace, Part part) {
        String volume = volume(backup, workspace, part.path());
        Backup.Owner owner = backup.owner();
        return runtime.removeVolume(volume)
                .chain(() -> runtime.ensureVolume(
                        volume, labels.ofService(owner.teamId(), owner.workspaceId(), owner.service())))
                .chain(() ->
                        copyData.reading(backup, part, data -> runtime.writeVolume(volume, data, config.timeout())));
    }

    private static String volume(Backup backup, String workspace, String path) {
        return ObjectNames.volume(
                backup.owner().workspaceId(), workspace, backup.owner().service(), path);
    }

    Uni<Void> stop(Replica replica) {
        return runtime.stop(replica.containerName(), STOP_GRACE);
    }

    /** As it was, at its new address. */
    Uni<Void> start(Replica replica) {
        return runtime.start(replica.containerName())
                .chain(container -> launchReplica.started(replica, container, InstanceState.RUNNING));
    }

    private Uni<Void> remove(Replica replica) {
        return stop(replica).chain(() -> keepOutput.of(replica)).chain(() -> runtime.remove(replica.containerName()));
    }

    private Uni<Void> relaunch(Replica replica, Deployment live, List<Replica> neighbours) {
        return relaunchReplica
                .relaunch(replica, live, neighbours)
                .chain(container -> launchReplica.started(replica, container, InstanceState.RUNNING));
    }

    private interface Step<T> {
        Uni<Void> apply(T item);
    }

    private static <T> Uni<Void> each(List<T> items, Step<T> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last();
    }
}

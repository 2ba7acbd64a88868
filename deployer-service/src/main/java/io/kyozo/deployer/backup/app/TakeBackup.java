package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.deployer.backup.Backup.State;
import io.kyozo.deployer.deployment.app.HoldWorkspace;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.jobs.WorkResult;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Makes backups. */
@ApplicationScoped
public class TakeBackup {
    private static final Logger LOG = Logger.getLogger(TakeBackup.class);
    static final Duration UNTIL_FREE = Duration.ofSeconds(2);

    private final BackupStore backups;
    private final ReplicaStore replicas;
    private final WorkspaceStore workspaces;
    private final HoldWorkspace holdWorkspace;
    private final CopyData copyData;
    private final CopyVolumes copyVolumes;
    private final RemoveBackup removeBackup;

    TakeBackup(
            BackupStore backups,
            ReplicaStore replicas,
            WorkspaceStore workspaces,
            HoldWorkspace holdWorkspace,
            CopyData copyData,
            CopyVolumes copyVolumes,
            RemoveBackup removeBackup) {
        this.backups = backups;
        this.replicas = replicas;
        this.workspaces = workspaces;
        this.holdWorkspace = holdWorkspace;
        this.copyData = copyData;
        this.copyVolumes = copyVolumes;
        this.removeBackup = removeBackup;
    }

    /** Makes the backup, and removes those that it takes the place of; nothing where it is made. */
    public Uni<WorkResult> take(UUID id) {
        return backups.find(id)
                .chain(found -> found.filter(backup -> backup.progress().state() == State.WAITING
                                || backup.progress().state() == State.RUNNING)
                        .map(this::taken)
                        .orElseGet(() -> Uni.createFrom().item(WorkResult.done())));
    }

    private Uni<WorkResult> taken(Backup backup) {
        if (backup.kind() == Backup.Kind.DUMP) {
            return settled(backup, running(backup).chain(all -> copyData.dump(backup, all.get(0))));
        }
        Backup.Owner owner = backup.owner();
        return holdWorkspace
                .take(owner.teamId(), owner.workspaceId(), backup.id())
                .chain(taken -> taken
                        ? settled(backup, snapshot(backup))
                                .call(() -> holdWorkspace.release(owner.teamId(), owner.workspaceId(), backup.id()))
                        : Uni.createFrom().item(WorkResult.snooze(UNTIL_FREE)));
    }

    private Uni<List<Part>> snapshot(Backup backup) {
        Backup.Owner owner = backup.owner();
        return workspaces
                .find(owner.teamId(), owner.workspaceId())
                .chain(workspace -> running(backup)
                        .chain(all -> copyVolumes.snapshot(
                                backup, workspace.orElseThrow().name(), all)));
    }

    private Uni<List<Replica>> running(Backup backup) {
        return running(replicas, backup.owner());
    }

    /** The replicas of the service, at least one. */
    static Uni<List<Replica>> running(ReplicaStore replicas, Backup.Owner owner) {
        return replicas.ofService(owner.serviceId()).invoke(all -> {
            if (all.isEmpty()) {
                throw new RuntimeFailure(
                        RuntimeFailure.Kind.CONFLICT, "The service " + owner.service() + " does not run");
            }
        });
    }

    /** A failed backup is done with: the next one is made from the start. */
    private Uni<WorkResult> settled(Backup backup, Uni<List<Part>> copy) {
        return backups.running(backup.id())
                .chain(() -> copy)
                .call(parts -> backups.done(backup.id(), parts))
                .invoke(parts -> LOG.infof(
                        "backup %s of %s: whole", backup.id(), backup.owner().service()))
                .replaceWith(WorkResult::done)
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "backup %s of %s failed: %s",
                            backup.id(), backup.owner().service(), failure.getMessage());
                    return backups.failed(backup.id(), String.valueOf(failure.getMessage()))
                            .replaceWith(() -> WorkResult.cancel("the backup failed; see its record"));
                })
                .call(() -> removeBackup.surplus(backup.owner().serviceId()));
    }
}

package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.State;
import io.kyozo.deployer.backup.Restore;
import io.kyozo.deployer.deployment.app.HoldWorkspace;
import io.kyozo.deployer.deployment.app.WorkspaceStore;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.jobs.WorkResult;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/** Restores backups. Nobody deploys in the workspace meanwhile. */
@ApplicationScoped
public class RestoreBackup {
    private static final Logger LOG = Logger.getLogger(RestoreBackup.class);

    private final BackupStore backups;
    private final RestoreStore restores;
    private final RestoreTrail trail;
    private final ReplicaStore replicas;
    private final WorkspaceStore workspaces;
    private final HoldWorkspace holdWorkspace;
    private final CopyData copyData;
    private final CopyVolumes copyVolumes;

    RestoreBackup(
            BackupStore backups,
            RestoreStore restores,
            RestoreTrail trail,
            ReplicaStore replicas,
            WorkspaceStore workspaces,
            HoldWorkspace holdWorkspace,
            CopyData copyData,
            CopyVolumes copyVolumes) {
        this.backups = backups;
        this.restores = restores;
        this.trail = trail;
        this.replicas = replicas;
        this.workspaces = workspaces;
        this.holdWorkspace = holdWorkspace;
        this.copyData = copyData;
        this.copyVolumes = copyVolumes;
    }

    /** Carries a restore out; nothing where it ended already. One that a crash broke off is done again from the start. */
    public Uni<WorkResult> restore(UUID id) {
        return restores.find(id)
                .chain(found -> found.filter(restore -> restore.progress().state() == State.WAITING
                                || restore.progress().state() == State.RUNNING)
                        .map(this::held)
                        .orElseGet(() -> Uni.createFrom().item(WorkResult.done())));
    }

    private Uni<WorkResult> held(Restore restore) {
        Backup.Owner owner = restore.owner();
        return holdWorkspace
                .take(owner.teamId(), owner.workspaceId(), restore.id())
                .chain(taken -> taken
                        ? settled(restore)
                                .call(() -> holdWorkspace.release(owner.teamId(), owner.workspaceId(), restore.id()))
                        : Uni.createFrom().item(WorkResult.snooze(TakeBackup.UNTIL_FREE)));
    }

    private Uni<WorkResult> settled(Restore restore) {
        return restores.running(restore.id())
                .chain(() -> backups.find(restore.backupId()))
                .chain(backup -> restored(backup.orElseThrow()))
                .chain(() -> trail.done(restore))
                .invoke(() -> LOG.infof(
                        "backup %s of %s was restored, as %s asked",
                        restore.backupId(), restore.owner().service(), restore.actor()))
                .replaceWith(WorkResult::done)
                .onFailure()
                .recoverWithUni(failure -> {
                    LOG.warnf(
                            "restore %s of %s failed: %s",
                            restore.id(), restore.owner().service(), failure.getMessage());
                    return trail.failed(restore, String.valueOf(failure.getMessage()))
                            .replaceWith(() -> WorkResult.cancel("the restore failed; see its record"));
                });
    }

    private Uni<Void> restored(Backup backup) {
        return TakeBackup.running(replicas, backup.owner())
                .call(() -> copyData.check(backup))
                .chain(all -> restored(backup, all));
    }

    private Uni<Void> restored(Backup backup, List<Replica> running) {
        Backup.Owner owner = backup.owner();
        if (backup.kind() == Backup.Kind.SNAPSHOT) {
            return workspaces
                    .find(owner.teamId(), owner.workspaceId())
                    .chain(workspace ->
                            copyVolumes.restore(backup, workspace.orElseThrow().name(), running));
        }
        Replica replica = running.get(0);
        Uni<Void> data = copyData.restore(backup, replica);
        return CopyData.tool(backup).restarts()
                ? data.chain(() -> copyVolumes.stop(replica)).chain(() -> copyVolumes.start(replica))
                : data;
    }
}

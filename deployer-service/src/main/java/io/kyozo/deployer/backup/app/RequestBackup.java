package io.kyozo.deployer.backup.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Progress;
import io.kyozo.deployer.backup.Backup.State;
import io.kyozo.deployer.backup.DumpTool;
import io.kyozo.deployer.backup.Restore;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.sql.Transactions;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.UUID;

/** Takes wishes for backups and restores; jobs carry them out. */
@ApplicationScoped
public class RequestBackup {
    /** The type of the job that makes a backup. */
    public static final String BACKUP_JOB = "backup.take-backup";
    /** The type of the job that restores one. */
    public static final String RESTORE_JOB = "backup.restore-backup";

    private final BackupStore backups;
    private final RestoreTrail trail;
    private final BackupKeys keys;
    private final ServiceStore services;
    private final CopyData copyData;
    private final Jobs jobs;
    private final Transactions transactions;
    private final Clock clock;

    RequestBackup(
            BackupStore backups,
            RestoreTrail trail,
            BackupKeys keys,
            ServiceStore services,
            CopyData copyData,
            Jobs jobs,
            Transactions transactions,
            Clock clock) {
        this.backups = backups;
        this.trail = trail;
        this.keys = keys;
        this.services = services;
        this.copyData = copyData;
        this.jobs = jobs;
        this.transactions = transactions;
        this.clock = clock;
    }

    /** What the jobs are told: the id of the backup or restore. */
    @RegisterForReflection
    public record Args(UUID id) {}

    /** A backup of a service of the team's; it must be running and keep data. */
    public Uni<Backup> backup(UUID team, UUID serviceId, String actor, boolean scheduled) {
        return services.find(team, serviceId)
                .map(found ->
                        found.orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such service.")))
                .invoke(RequestBackup::check)
                .chain(service -> copyData.kind(service.stack()).map(kind -> backup(service, kind, actor, scheduled)))
                .call(backup -> transactions.inTransaction(tx ->
                        backups.add(tx, backup).chain(() -> jobs.enqueue(tx, job(BACKUP_JOB, backup.id())))));
    }

    private static void check(Service service) {
        ServicePlan plan = service.plan();
        if (plan == null || service.state() != InstanceState.RUNNING) {
            throw new KyozoException(
                    ErrorCode.CONFLICT, "The service " + service.name() + " does not run: start it first.");
        }
        if (plan.volumes().isEmpty() && DumpTool.ofStack(service.stack()).isEmpty()) {
            throw new KyozoException(
                    ErrorCode.CONFLICT,
                    "The service " + service.name() + " keeps no data of its own: it has no volume.");
        }
    }

    /** Puts a backup in the place of its service's data. {@code confirmed} must be the service's name: what is there is lost. */
    public Uni<Restore> restore(UUID team, UUID backupId, String confirmed, String actor) {
        return backups.find(backupId)
                .map(found -> found.filter(backup -> backup.owner().teamId().equals(team))
                        .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such backup.")))
                .invoke(backup -> check(backup, confirmed))
                .call(backup -> services.find(team, backup.owner().serviceId())
                        .invoke(found -> check(found.orElseThrow(() -> new KyozoException(
                                ErrorCode.CONFLICT, "The backup's service is not there: deploy it first.")))))
                .map(backup -> new Restore(Uuid7.next(), backup.id(), backup.owner(), actor, waiting()))
                .call(restore -> trail.requested(
                        restore,
                        tx -> jobs.enqueue(tx, job(RESTORE_JOB, restore.id())).replaceWithVoid()));
    }

    private void check(Backup backup, String confirmed) {
        if (backup.progress().state() != State.DONE) {
            throw new KyozoException(ErrorCode.CONFLICT, "The backup is not whole.");
        }
        if (!keys.fit(backup)) {
            throw new KyozoException(ErrorCode.CONFLICT, BackupKeys.OTHER_KEY);
        }
        if (!backup.owner().service().equals(confirmed)) {
            throw new KyozoException(
                    ErrorCode.CONFLICT,
                    "A restore replaces the data of the service "
                            + backup.owner().service()
                            + ", and what was written since the backup is lost: confirm it with the service's name.");
        }
    }

    /** Makes sure that somebody works on it. */
    Uni<Void> ensureWorkedOn(String job, List<UUID> ids) {
        return jobs.enqueueAll(ids.stream().map(id -> job(job, id)).toList()).replaceWithVoid();
    }

    private static JobRequest job(String type, UUID id) {
        return JobRequest.of(type, new Args(id)).unique(id.toString());
    }

    private Progress waiting() {
        return new Progress(State.WAITING, null, clock.instant(), null);
    }

    private Backup backup(Service service, Backup.Kind kind, String actor, boolean scheduled) {
        var owner = new Backup.Owner(
                service.teamId(), service.workspaceId(), service.id(), service.name(), service.stack());
        return new Backup(Uuid7.next(), owner, kind, scheduled, actor, waiting(), List.of());
    }
}

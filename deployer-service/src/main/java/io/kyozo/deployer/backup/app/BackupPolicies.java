package io.kyozo.deployer.backup.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.BackupPolicy;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.jobs.engine.Schedule;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.UUID;
import org.jboss.logging.Logger;

/** When services are backed up without being asked. */
@ApplicationScoped
public class BackupPolicies {
    private static final Logger LOG = Logger.getLogger(BackupPolicies.class);
    private static final String NEVER = "never";
    private static final int MOST_KEPT = 365;
    /** The name under which the schedule acts. */
    private static final String ACTOR = "schedule";

    private final BackupStore backups;
    private final RestoreStore restores;
    private final ServiceStore services;
    private final RequestBackup requestBackup;
    private final BackupConfig config;
    private final Clock clock;

    BackupPolicies(
            BackupStore backups,
            RestoreStore restores,
            ServiceStore services,
            RequestBackup requestBackup,
            BackupConfig config,
            Clock clock) {
        this.backups = backups;
        this.restores = restores;
        this.services = services;
        this.requestBackup = requestBackup;
        this.config = config;
        this.clock = clock;
    }

    /** Of a service: what was set for it, else what the configuration says. */
    public Uni<BackupPolicy> of(UUID serviceId) {
        return backups.policy(serviceId)
                .map(set -> set.orElseGet(() -> new BackupPolicy(config.schedule(), config.keep())));
    }

    /** Sets it for one of the team's services. */
    public Uni<BackupPolicy> set(UUID team, UUID serviceId, BackupPolicy policy, String setBy) {
        check(policy);
        return services.find(team, serviceId)
                .map(found ->
                        found.orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such service.")))
                .chain(service -> backups.setPolicy(serviceId, policy, setBy))
                .replaceWith(policy);
    }

    private static void check(BackupPolicy policy) {
        if (policy.keep() < 1 || policy.keep() > MOST_KEPT) {
            throw new KyozoException(ErrorCode.INVALID_REQUEST, "keep must be 1 to " + MOST_KEPT + ".");
        }
        if (!policy.schedule().equals(NEVER)) {
            try {
                var unused = Schedule.parse(policy.schedule(), ZoneOffset.UTC);
            } catch (IllegalArgumentException wrong) {
                throw new KyozoException(ErrorCode.INVALID_REQUEST, wrong.getMessage() + "; or \"never\".");
            }
        }
    }

    /** Asks for the backups that are due, and sees to it that those that were asked for are worked on. */
    public Uni<Void> tick() {
        return unfinished()
                .chain(services::withData)
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(this::backUpIfDue)
                .collect()
                .last();
    }

    private Uni<Void> unfinished() {
        return backups.unfinished()
                .map(all -> all.stream().map(Backup::id).toList())
                .chain(ids -> requestBackup.ensureWorkedOn(RequestBackup.BACKUP_JOB, ids))
                .chain(restores::unfinished)
                .map(all -> all.stream().map(restore -> restore.id()).toList())
                .chain(ids -> requestBackup.ensureWorkedOn(RequestBackup.RESTORE_JOB, ids));
    }

    /** A time that was missed is made up for by one backup; a service's first falls into the first time after it was made. */
    private Uni<Void> backUpIfDue(Service service) {
        return of(service.id())
                .chain(policy -> policy.schedule().equals(NEVER)
                        ? Uni.createFrom().voidItem()
                        : backups.lastScheduled(service.id())
                                .chain(last -> isDue(policy, last.orElse(service.createdAt()))
                                        ? backUp(service)
                                        : Uni.createFrom().voidItem()));
    }

    private boolean isDue(BackupPolicy policy, Instant last) {
        Instant next = Schedule.parse(policy.schedule(), ZoneOffset.UTC).next(last);
        return !next.isAfter(clock.instant());
    }

    private Uni<Void> backUp(Service service) {
        return requestBackup
                .backup(service.teamId(), service.id(), ACTOR, true)
                .replaceWithVoid()
                .onFailure(KyozoException.class)
                .invoke(failure -> LOG.infof("no backup of %s: %s", service.name(), failure.getMessage()))
                .onFailure(KyozoException.class)
                .recoverWithNull();
    }
}

package io.kyozo.deployer.backup.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.State;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.UUID;

/** Removes backups: those that somebody asks for, and those that newer ones take the place of. */
@ApplicationScoped
public class RemoveBackup {
    private final BackupStore backups;
    private final BackupContent content;
    private final BackupPolicies policies;

    RemoveBackup(BackupStore backups, BackupContent content, BackupPolicies policies) {
        this.backups = backups;
        this.content = content;
        this.policies = policies;
    }

    /** Removes one of the team's; one that is being made can't be. */
    public Uni<Void> remove(UUID team, UUID id) {
        return backups.find(id)
                .map(found -> found.filter(backup -> backup.owner().teamId().equals(team))
                        .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such backup.")))
                .invoke(backup -> {
                    State state = backup.progress().state();
                    if (state != State.DONE && state != State.FAILED) {
                        throw new KyozoException(ErrorCode.CONFLICT, "The backup is being made: wait for its end.");
                    }
                })
                .chain(this::remove);
    }

    /** Removes the scheduled backups of a service that are older than those that its policy keeps. */
    Uni<Void> surplus(UUID serviceId) {
        return policies.of(serviceId)
                .chain(policy -> backups.surplus(serviceId, policy.keep()))
                .onItem()
                .transformToMulti(all -> Multi.createFrom().iterable(all))
                .onItem()
                .transformToUniAndConcatenate(this::remove)
                .collect()
                .last();
    }

    /** The row first: a blob that nobody knows of harms less than a backup that is not there. */
    private Uni<Void> remove(Backup backup) {
        return backups.remove(backup.id())
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .invoke(removed -> removed.ifPresent(this::removeContent))
                .replaceWithVoid();
    }

    private void removeContent(Backup backup) {
        try {
            for (Backup.Part part : backup.parts()) {
                content.remove(part);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

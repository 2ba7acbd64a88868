package io.kyozo.deployer.backup.store;

import io.kyozo.deployer.backup.Backup.Owner;
import io.kyozo.deployer.backup.Restore;
import io.kyozo.deployer.backup.app.RestoreStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Restores in PostgreSQL. */
@ApplicationScoped
class PgRestoreStore implements RestoreStore {
    private static final String SELECT = "select " + BackupRows.COMMON + ", backup_id from restore ";
    private static final String ADD = "insert into restore"
            + " (id, backup_id, team_id, workspace_id, service_id, service, stack, actor, state, created_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)";
    private static final String BY_ID = SELECT + "where id = $1";
    private static final String UNFINISHED = SELECT + "where ended_at is null order by id";
    private static final String RUNNING = "update restore set state = 'RUNNING' where id = $1 and ended_at is null";
    private static final String DONE =
            "update restore set state = 'DONE', ended_at = now() where id = $1 and ended_at is null";
    private static final String FAILED =
            "update restore set state = 'FAILED', ended_at = now(), failure = $2 where id = $1 and ended_at is null";

    private final Transactions transactions;

    PgRestoreStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Void> add(Tx tx, Restore restore) {
        Owner owner = restore.owner();
        return tx.update(
                        ADD,
                        restore.id(),
                        restore.backupId(),
                        owner.teamId(),
                        owner.workspaceId(),
                        owner.serviceId(),
                        owner.service(),
                        owner.stack(),
                        restore.actor(),
                        restore.progress().state().name(),
                        restore.progress().createdAt().atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Restore>> find(UUID id) {
        return transactions
                .query(BY_ID, id)
                .map(rows -> rows.stream().findFirst().map(PgRestoreStore::restore));
    }

    @Override
    public Uni<List<Restore>> unfinished() {
        return transactions
                .query(UNFINISHED)
                .map(rows -> rows.stream().map(PgRestoreStore::restore).toList());
    }

    @Override
    public Uni<Void> running(UUID id) {
        return transactions.update(RUNNING, id).replaceWithVoid();
    }

    @Override
    public Uni<Void> done(Tx tx, UUID id) {
        return tx.update(DONE, id).replaceWithVoid();
    }

    @Override
    public Uni<Void> failed(Tx tx, UUID id, String why) {
        return tx.update(FAILED, id, why).replaceWithVoid();
    }

    private static Restore restore(Row row) {
        return new Restore(
                row.getUUID("id"),
                row.getUUID("backup_id"),
                BackupRows.owner(row),
                row.getString("actor"),
                BackupRows.progress(row));
    }
}

package io.kyozo.deployer.backup.store;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Owner;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.deployer.backup.BackupPolicy;
import io.kyozo.deployer.backup.app.BackupStore;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Backups in PostgreSQL. */
@ApplicationScoped
@RegisterForReflection(targets = {Part.class, Part[].class})
class PgBackupStore implements BackupStore {
    private static final String COLUMNS = BackupRows.COMMON + ", kind, scheduled, cast(parts as text) as parts";
    private static final String SELECT = "select " + COLUMNS + " from backup ";
    private static final String ADD = "insert into backup"
            + " (id, team_id, workspace_id, service_id, service, stack, kind, scheduled, actor, state, created_at)"
            + " values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)";
    private static final String BY_ID = SELECT + "where id = $1";
    private static final String PAGE = SELECT + "where team_id = $1 and ($2::uuid is null or workspace_id = $2)"
            + " and ($3::uuid is null or service_id = $3) and ($4::uuid is null or id < $4) order by id desc limit $5";
    private static final String UNFINISHED = SELECT + "where ended_at is null order by id";
    private static final String RUNNING = "update backup set state = 'RUNNING' where id = $1 and ended_at is null";
    private static final String DONE = "update backup set state = 'DONE', ended_at = now(),"
            + " parts = cast(cast($2 as text) as jsonb) where id = $1 and ended_at is null";
    private static final String FAILED =
            "update backup set state = 'FAILED', ended_at = now(), failure = $2 where id = $1 and ended_at is null";
    private static final String WHOLE = SELECT + "where state = 'DONE' order by id";
    private static final String RESEALED = "update backup set parts = cast(cast($2 as text) as jsonb) where id = $1";
    private static final String REMOVE = "delete from backup where id = $1 returning " + COLUMNS;
    private static final String SURPLUS = SELECT + """
            where service_id = $1 and scheduled and ended_at is not null
              and id < (
                  select id from backup where service_id = $1 and scheduled and state = 'DONE'
                  order by id desc limit 1 offset $2 - 1)
            order by id""";
    private static final String LAST_SCHEDULED =
            "select max(created_at) as last from backup where service_id = $1 and scheduled";
    private static final String POLICY = "select schedule, keep from backup_policy where service_id = $1";
    private static final String SET_POLICY = """
            insert into backup_policy (service_id, schedule, keep, set_by) values ($1, $2, $3, $4)
            on conflict (service_id) do update
            set schedule = excluded.schedule, keep = excluded.keep, set_by = excluded.set_by, updated_at = now()""";

    private final Transactions transactions;
    private final JsonText json;

    PgBackupStore(Transactions transactions, JsonText json) {
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public Uni<Void> add(Tx tx, Backup backup) {
        Owner owner = backup.owner();
        return tx.update(
                        ADD,
                        backup.id(),
                        owner.teamId(),
                        owner.workspaceId(),
                        owner.serviceId(),
                        owner.service(),
                        owner.stack(),
                        backup.kind().name(),
                        backup.scheduled(),
                        backup.actor(),
                        backup.progress().state().name(),
                        backup.progress().createdAt().atOffset(ZoneOffset.UTC))
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<Backup>> find(UUID id) {
        return one(BY_ID, id);
    }

    @Override
    public Uni<List<Backup>> page(Selection selection, int size, @Nullable UUID after) {
        return all(PAGE, selection.teamId(), selection.workspaceId(), selection.serviceId(), after, size);
    }

    @Override
    public Uni<List<Backup>> unfinished() {
        return all(UNFINISHED);
    }

    @Override
    public Uni<Void> running(UUID id) {
        return transactions.update(RUNNING, id).replaceWithVoid();
    }

    @Override
    public Uni<Void> done(UUID id, List<Part> parts) {
        return transactions.update(DONE, id, json.write(parts)).replaceWithVoid();
    }

    @Override
    public Uni<Void> failed(UUID id, String why) {
        return transactions.update(FAILED, id, why).replaceWithVoid();
    }

    @Override
    public Uni<List<Backup>> whole() {
        return all(WHOLE);
    }

    @Override
    public Uni<Void> resealed(UUID id, List<Part> parts) {
        return transactions.update(RESEALED, id, json.write(parts)).replaceWithVoid();
    }

    @Override
    public Uni<Optional<Backup>> remove(UUID id) {
        return one(REMOVE, id);
    }

    @Override
    public Uni<List<Backup>> surplus(UUID serviceId, int keep) {
        return all(SURPLUS, serviceId, keep);
    }

    @Override
    public Uni<Optional<Instant>> lastScheduled(UUID serviceId) {
        return transactions
                .query(LAST_SCHEDULED, serviceId)
                .map(rows -> Optional.ofNullable(rows.get(0).getOffsetDateTime("last"))
                        .map(OffsetDateTime::toInstant));
    }

    @Override
    public Uni<Optional<BackupPolicy>> policy(UUID serviceId) {
        return transactions
                .query(POLICY, serviceId)
                .map(rows -> rows.stream()
                        .findFirst()
                        .map(row -> new BackupPolicy(row.getString("schedule"), row.getInteger("keep"))));
    }

    @Override
    public Uni<Void> setPolicy(UUID serviceId, BackupPolicy policy, String setBy) {
        return transactions
                .update(SET_POLICY, serviceId, policy.schedule(), policy.keep(), setBy)
                .replaceWithVoid();
    }

    private Uni<Optional<Backup>> one(String sql, UUID id) {
        return all(sql, id).map(found -> found.stream().findFirst());
    }

    private Uni<List<Backup>> all(String sql, @Nullable Object... parameters) {
        return transactions
                .query(sql, parameters)
                .map(rows -> rows.stream().map(this::backup).toList());
    }

    private Backup backup(Row row) {
        return new Backup(
                row.getUUID("id"),
                BackupRows.owner(row),
                BackupRows.kind(row),
                row.getBoolean("scheduled"),
                row.getString("actor"),
                BackupRows.progress(row),
                List.of(json.read(row.getString("parts"), Part[].class)));
    }
}

package io.kyozo.deployer.cleanup.store;

import io.kyozo.deployer.cleanup.CleanupReport;
import io.kyozo.deployer.cleanup.app.MaintenanceStore;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;

/** Old rows in PostgreSQL go in steps of a bounded size, so that no lock is held for long. */
@ApplicationScoped
class PgMaintenanceStore implements MaintenanceStore {
    private static final int STEP = 500;

    private static final String PRUNE_REPLICAS = """
            delete from instance where id in (
                select id from instance
                where state = 'REMOVED' and updated_at < now() - make_interval(secs => $1) limit $2)""";
    private static final String PRUNE_DEPLOYMENTS = """
            with release as (
                select id, row_number() over (partition by workspace_id order by live_at desc) as age
                from deployment where live_at is not null and action in ('DEPLOY', 'ROLL_BACK')
            ), old as (
                select d.id from deployment d
                where d.settled_at < now() - make_interval(secs => $1)
                  and not exists (select 1 from release r where r.id = d.id and r.age <= $2)
                  and not exists (select 1 from workspace w where d.id in (w.live_deployment, w.active_deployment))
                  and not exists (select 1 from instance i where i.deployment_id = d.id and i.state <> 'REMOVED')
                order by d.id limit $3
            ), lines as (
                delete from deployment_log where deployment_id in (select id from old)
            ), events as (
                delete from deployment_event where deployment_id in (select id from old)
            ), replicas as (
                delete from instance where deployment_id in (select id from old)
            )
            delete from deployment where id in (select id from old)""";
    /** Ready to be put into a statement, as names can't be parameters of this one. */
    private static final String HOT = """
            select format('%I', relname) as name from pg_stat_user_tables
            where schemaname = current_schema() and n_dead_tup + n_mod_since_analyze > 0
            order by n_dead_tup + n_mod_since_analyze desc limit 20""";

    private static final String VACUUM = "vacuum (analyze) ";
    private static final String KEEP =
            "insert into cleanup_report (id, ended_at, report)" + " values ($1, $2, cast(cast($3 as text) as jsonb))";
    private static final String DROP =
            "delete from cleanup_report where id in" + " (select id from cleanup_report order by id desc offset 100)";
    private static final String REPORTS =
            "select cast(report as text) as report from cleanup_report order by id desc limit $1";

    private final Transactions transactions;
    private final JsonText json;

    PgMaintenanceStore(Transactions transactions, JsonText json) {
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public Uni<Integer> pruneReplicas(Duration age) {
        return step(PRUNE_REPLICAS, 0, (double) age.toSeconds(), STEP);
    }

    @Override
    public Uni<Integer> pruneDeployments(Duration age, int keep) {
        return step(PRUNE_DEPLOYMENTS, 0, (double) age.toSeconds(), keep, STEP);
    }

    /** One after the other, each outside of a transaction. */
    @Override
    public Uni<List<String>> vacuum() {
        return transactions
                .query(HOT)
                .onItem()
                .transformToMulti(rows -> Multi.createFrom().iterable(rows))
                .map(row -> row.getString("name"))
                .call(table -> transactions.update(VACUUM + table))
                .collect()
                .asList();
    }

    @Override
    public Uni<Void> keep(CleanupReport report) {
        return transactions.inTransaction(
                tx -> tx.update(KEEP, report.id(), report.endedAt().atOffset(ZoneOffset.UTC), json.write(report))
                        .chain(() -> tx.update(DROP))
                        .replaceWithVoid());
    }

    @Override
    public Uni<List<CleanupReport>> reports(int size) {
        return transactions
                .query(REPORTS, size)
                .map(rows -> rows.stream()
                        .map(row -> json.read(row.getString("report"), CleanupReport.class))
                        .toList());
    }

    private Uni<Integer> step(String statement, int before, Object... parameters) {
        return transactions
                .update(statement, parameters)
                .chain(gone -> gone < STEP
                        ? Uni.createFrom().item(before + gone)
                        : step(statement, before + gone, parameters));
    }
}

package io.kyozo.monitor.health.store;

import io.kyozo.monitor.health.Vigil;
import io.kyozo.monitor.health.app.VigilStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The vigil as a table of one row, which whoever looks takes turns at. */
@ApplicationScoped
class PgVigilStore implements VigilStore {
    private static final String BEGIN =
            "insert into vigil (awake_since, ticked_at) values ($1, $1) on conflict (singleton) do nothing";
    private static final String READ = "select awake_since, ticked_at from vigil for update";
    private static final String KEEP = "update vigil set awake_since = $1, ticked_at = $2";
    private static final String SILENT = """
            select h.service_id from service_health h join probe_target t on t.service_id = h.service_id
             where coalesce(h.learnt_at, h.fresh_since, h.since) < $1 and t.state not in ('STOPPED', 'REMOVED')
               and jsonb_array_length(t.instances) > 0
             order by h.service_id limit $2
            """;

    private final Transactions transactions;

    PgVigilStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Vigil> tick(Tx tx, Instant now, Duration longestPause) {
        return tx.update(BEGIN, now)
                .chain(() -> tx.query(READ))
                .map(rows -> vigil(rows.get(0)).tick(now, longestPause))
                .call(vigil -> tx.update(KEEP, vigil.awakeSince(), vigil.tickedAt()));
    }

    @Override
    public Uni<List<UUID>> silent(Instant since, int limit) {
        return transactions
                .query(SILENT, since, limit)
                .map(rows -> rows.stream().map(row -> row.getUUID("service_id")).toList());
    }

    private static Vigil vigil(Row row) {
        return new Vigil(
                row.getOffsetDateTime("awake_since").toInstant(),
                row.getOffsetDateTime("ticked_at").toInstant());
    }
}

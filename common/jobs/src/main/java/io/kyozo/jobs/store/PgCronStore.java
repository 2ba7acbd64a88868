package io.kyozo.jobs.store;

import io.kyozo.jobs.app.CronStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Ticks in table {@code job_cron}. */
public final class PgCronStore implements CronStore {
    private static final String TICKS = """
            select t.now, c.name, c.schedule, c.next_at
            from (select clock_timestamp() as now) t left join job_cron c on true""";

    private static final String SCHEDULE = """
            insert into job_cron (name, schedule, next_at) values ($1, $2, $3)
            on conflict (name) do update set schedule = excluded.schedule, next_at = excluded.next_at
            where job_cron.schedule <> excluded.schedule""";

    private static final String ADVANCE = "update job_cron set next_at = $3 where name = $1 and next_at = $2";

    private final Transactions transactions;

    public PgCronStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Ticks> ticks() {
        return transactions.query(TICKS).map(PgCronStore::ticks);
    }

    private static Ticks ticks(List<Row> rows) {
        Map<String, Tick> known = new HashMap<>();
        for (Row row : rows) {
            if (row.getString("name") != null) {
                Instant nextAt = row.getOffsetDateTime("next_at").toInstant();
                known.put(row.getString("name"), new Tick(row.getString("schedule"), nextAt));
            }
        }
        return new Ticks(rows.get(0).getOffsetDateTime("now").toInstant(), known);
    }

    @Override
    public Uni<Void> schedule(String name, String schedule, Instant nextAt) {
        return transactions.update(SCHEDULE, name, schedule, nextAt).replaceWithVoid();
    }

    @Override
    public Uni<Boolean> advance(Tx tx, String name, Instant from, Instant to) {
        return tx.update(ADVANCE, name, from, to).map(rows -> rows > 0);
    }
}

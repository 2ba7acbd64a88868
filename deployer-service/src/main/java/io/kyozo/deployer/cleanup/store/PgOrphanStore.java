package io.kyozo.deployer.cleanup.store;

import io.kyozo.deployer.cleanup.app.OrphanStore;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Orphans in PostgreSQL, timed by its clock. */
@ApplicationScoped
class PgOrphanStore implements OrphanStore {
    private static final String SEEN = "select e ->> 'kind' as kind, e ->> 'name' as name"
            + " from jsonb_array_elements(cast(cast($1 as text) as jsonb)) e";
    private static final String FORGET = "delete from orphan where (kind, name) not in (" + SEEN + ")";
    private static final String NOTE = "insert into orphan (kind, name) " + SEEN + " on conflict do nothing";
    private static final String AGES = "select kind, name, extract(epoch from now() - first_seen)::float8 as seconds"
            + " from orphan where (kind, name) in (" + SEEN + ") order by kind, name";

    private final Transactions transactions;
    private final JsonText json;

    PgOrphanStore(Transactions transactions, JsonText json) {
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public Uni<Map<Orphan, Duration>> seen(List<Orphan> seen) {
        String all = json.write(seen);
        return transactions.inTransaction(tx -> tx.update(FORGET, all)
                .chain(() -> tx.update(NOTE, all))
                .chain(() -> tx.query(AGES, all))
                .map(rows -> rows.stream().collect(Collectors.toMap(PgOrphanStore::orphan, PgOrphanStore::age))));
    }

    private static Orphan orphan(Row row) {
        return new Orphan(row.getString("kind"), row.getString("name"));
    }

    private static Duration age(Row row) {
        return Duration.ofMillis(Math.max(0, Math.round(row.getDouble("seconds") * 1000)));
    }
}

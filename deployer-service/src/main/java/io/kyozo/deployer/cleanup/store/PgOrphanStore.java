package io.kyozo.deployer.cleanup.store;

import io.kyozo.deployer.cleanup.app.OrphanStore;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;

/** Orphans in PostgreSQL, timed by its clock. */
@ApplicationScoped
class PgOrphanStore implements OrphanStore {
    private static final String SEEN = "select e ->> 'kind' as kind, e ->> 'name' as name"
            + " from jsonb_array_elements(cast(cast($1 as text) as jsonb)) e";
    private static final String FORGET = "delete from orphan where (kind, name) not in (" + SEEN + ")";
    private static final String NOTE = "insert into orphan (kind, name) " + SEEN + " on conflict do nothing";
    private static final String OVERDUE = "select kind, name from orphan where (kind, name) in (" + SEEN
            + ") and first_seen <= now() - make_interval(secs => $2) order by kind, name";

    private final Transactions transactions;
    private final JsonText json;

    PgOrphanStore(Transactions transactions, JsonText json) {
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public Uni<List<Orphan>> overdue(List<Orphan> seen, Duration grace) {
        String all = json.write(seen);
        return transactions.inTransaction(tx -> tx.update(FORGET, all)
                .chain(() -> tx.update(NOTE, all))
                .chain(() -> tx.query(OVERDUE, all, grace.toMillis() / 1000.0))
                .map(rows -> rows.stream()
                        .map(row -> new Orphan(row.getString("kind"), row.getString("name")))
                        .toList()));
    }
}

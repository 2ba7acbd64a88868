package io.kyozo.metrics.collect.store;

import io.kyozo.metrics.collect.app.CollectorLease;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** A row in the database, in the database's time. A row that would hold for too long is from before its clock was set back. */
@ApplicationScoped
class PgCollectorLease implements CollectorLease {
    private static final String HOLD = """
        insert into collector (only_one, holder, until) values (true, $1, now() + make_interval(secs => $2))
        on conflict (only_one) do update set holder = excluded.holder, until = excluded.until
        where collector.holder = excluded.holder or collector.until < now()
          or collector.until > excluded.until + make_interval(secs => $2)
        """;

    private final Transactions transactions;

    PgCollectorLease(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Boolean> hold(String holder, Duration time) {
        return transactions.update(HOLD, holder, time.toMillis() / 1000.0).map(changed -> changed > 0);
    }

    @Override
    public Uni<Void> release(String holder) {
        return transactions
                .update("delete from collector where holder = $1", holder)
                .replaceWithVoid();
    }
}

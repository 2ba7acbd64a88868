package io.kyozo.messaging.outbox;

import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;

/** The relay's side of the outbox. */
@ApplicationScoped
class OutboxStore {
    private static final String TAKE_TURN = """
            select pg_try_advisory_xact_lock(hashtextextended(current_schema() || '.outbox', 0)) as mine
            """;
    private static final String WAITING = """
            select id, event_type, source, subject, team_id, correlation_id, sequence, occurred_at,
                   cast(data as text) as data, created_at
              from outbox where sent_at is null and refused_at is null order by position limit $1
            """;
    private static final String SENT = "update outbox set sent_at = clock_timestamp() where id = any($1)";
    private static final String REFUSED =
            "update outbox set refused_at = clock_timestamp(), refusal = $2 where id = $1";
    private static final String FORGET = """
            delete from outbox where id in (select id from outbox where sent_at < $1 order by sent_at limit 5000)
            """;

    private final Transactions transactions;

    OutboxStore(Transactions transactions) {
        this.transactions = transactions;
    }

    /**
     * Runs {@code turn} while no other instance sends from this outbox; {@code otherwise} where another one does. It ends
     * with the transaction, so a relay that dies gives its turn back.
     */
    <T> Uni<T> inTurn(Function<Tx, Uni<T>> turn, T otherwise) {
        return transactions.inTransaction(tx -> tx.query(TAKE_TURN)
                .chain(rows -> rows.get(0).getBoolean("mine")
                        ? turn.apply(tx)
                        : Uni.createFrom().item(otherwise)));
    }

    /** The events that wait longest, in order. */
    Uni<List<OutboxRow>> waiting(Tx tx, int limit) {
        return tx.query(WAITING, limit)
                .map(rows -> rows.stream().map(OutboxRow::of).toList());
    }

    Uni<Void> markSent(Tx tx, List<UUID> ids) {
        return ids.isEmpty()
                ? Uni.createFrom().voidItem()
                : tx.update(SENT, (Object) ids.toArray(UUID[]::new)).replaceWithVoid();
    }

    Uni<Void> markRefused(Tx tx, UUID id, String reason) {
        return tx.update(REFUSED, id, reason).replaceWithVoid();
    }

    /** Deletes some of the events sent longer than {@code age} ago; how many. */
    Uni<Integer> forgetSent(Duration age) {
        return transactions.update(FORGET, Instant.now().minus(age));
    }
}

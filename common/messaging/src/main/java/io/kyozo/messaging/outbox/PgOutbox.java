package io.kyozo.messaging.outbox;

import io.kyozo.contracts.event.Event;
import io.kyozo.messaging.Outbox;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * The outbox as a table. The statement first takes the subject's lock until the transaction ends, so that positions rise
 * in the order of commits; and asks for a notification at the commit, which wakes the relay. Both are named with the
 * schema, since locks and channels are the whole database's.
 */
@ApplicationScoped
class PgOutbox implements Outbox {
    private static final String APPEND = """
            insert into outbox (id, event_type, source, subject, team_id, correlation_id, sequence, occurred_at, data)
            select cast($1 as uuid), cast($2 as text), cast($3 as text), cast($4 as uuid), cast($5 as uuid),
                   cast($6 as text), cast($7 as bigint), cast($8 as timestamptz), cast(cast($9 as text) as json)
              from (select pg_advisory_xact_lock(
                               hashtextextended(current_schema() || '.outbox.' || cast($10 as text), 0)),
                           pg_notify(current_schema() || '_outbox', '')) as turn
            """;

    @Override
    public Uni<Void> append(Tx tx, Event<?> event) {
        return Uni.createFrom()
                .item(() -> EventJson.write(event.data()))
                .chain(data -> tx.update(
                        APPEND,
                        event.id(),
                        event.type().name(),
                        event.source(),
                        event.subject(),
                        event.teamId(),
                        event.correlationId(),
                        event.sequence(),
                        event.time(),
                        data,
                        event.subject().toString()))
                .replaceWithVoid();
    }
}

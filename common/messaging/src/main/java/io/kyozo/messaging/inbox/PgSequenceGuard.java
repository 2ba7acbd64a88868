package io.kyozo.messaging.inbox;

import io.kyozo.contracts.event.Event;
import io.kyozo.messaging.SequenceGuard;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Sequences as a table; the row's lock makes events of one subject take turns. */
@ApplicationScoped
class PgSequenceGuard implements SequenceGuard {
    private static final String ADVANCE = """
            insert into inbox_sequence as known (topic, subject, sequence) values ($1, $2, $3)
            on conflict (topic, subject) do update set sequence = excluded.sequence
             where known.sequence < excluded.sequence
            """;

    @Override
    public Uni<Boolean> isNewest(Tx tx, Event<?> event) {
        return tx.update(ADVANCE, event.type().topic(), event.subject(), event.sequence())
                .map(rows -> rows > 0);
    }
}

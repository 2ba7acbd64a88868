package io.kyozo.deployer.advice.store;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.deployer.advice.app.AdviceStore;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** A row a service, with the event's data as it came. */
@ApplicationScoped
class PgAdviceStore implements AdviceStore {
    private static final String PUT = """
        insert into advice (service_id, data, advised_at)
        select id, cast(cast($3 as text) as jsonb), $4 from service where id = $1 and team_id = $2
        on conflict (service_id) do update set data = excluded.data, advised_at = excluded.advised_at\
        """;
    private static final String OF =
            "select service_id, cast(data as text) as data from advice where service_id = any($1)";

    private final Transactions transactions;
    private final JsonText json;

    PgAdviceStore(Transactions transactions, JsonText json) {
        this.transactions = transactions;
        this.json = json;
    }

    @Override
    public Uni<Void> put(Tx tx, Event<ResizeAdvised> advice) {
        return tx.update(PUT, advice.subject(), advice.teamId(), json.write(advice.data()), advice.time())
                .replaceWithVoid();
    }

    @Override
    public Uni<Map<UUID, ResizeAdvised>> of(Collection<UUID> serviceIds) {
        return transactions
                .query(OF, (Object) serviceIds.toArray(UUID[]::new))
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getUUID("service_id"),
                                row -> json.read(row.getString("data"), ResizeAdvised.class))));
    }
}

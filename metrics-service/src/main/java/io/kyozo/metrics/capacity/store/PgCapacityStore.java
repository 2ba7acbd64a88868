package io.kyozo.metrics.capacity.store;

import io.kyozo.metrics.capacity.Capacity;
import io.kyozo.metrics.capacity.app.CapacityStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** One statement over the replicas that run. */
@ApplicationScoped
class PgCapacityStore implements CapacityStore {
    private static final String READ = """
            select count(distinct t.service_id)::int as services, count(*)::int as instances,
              coalesce(sum(l.cpu), 0)::float8 as cpu, coalesce(sum(l.memory_bytes), 0)::int8 as memory,
              coalesce(sum(l.memory_limit_bytes), 0)::int8 as memory_limit
            from target t join service s on s.id = t.service_id
            left join lateral (
              select cpu, memory_bytes, memory_limit_bytes from sample
              where service_id = t.service_id and instance_id = t.instance_id and at >= $2 order by at desc limit 1
            ) l on true
            where s.team_id = $1
            """;

    private final Transactions transactions;

    PgCapacityStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Capacity> read(UUID teamId, Duration fresh) {
        return transactions.query(READ, teamId, Instant.now().minus(fresh)).map(PgCapacityStore::capacity);
    }

    private static Capacity capacity(List<Row> rows) {
        Row row = rows.get(0);
        return new Capacity(
                row.getInteger("services"),
                row.getInteger("instances"),
                row.getDouble("cpu"),
                row.getLong("memory"),
                row.getLong("memory_limit"));
    }
}

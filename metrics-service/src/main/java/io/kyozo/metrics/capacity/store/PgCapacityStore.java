package io.kyozo.metrics.capacity.store;

import io.kyozo.metrics.capacity.Capacity;
import io.kyozo.metrics.capacity.app.CapacityStore;
import io.kyozo.metrics.series.Metric;
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
    /** Of each replica, its latest sample that is not yet compressed; positions are the metrics'. */
    private static final String READ =
            """
            select count(distinct t.service_id)::int as services, count(*)::int as instances,
              coalesce(sum(l.vals[%d]), 0)::float8 as cpu, coalesce(sum(l.vals[%d]), 0)::int8 as memory,
              coalesce(sum(l.vals[%d]), 0)::int8 as memory_limit
            from target t join service s on s.id = t.service_id
            left join source o on o.instance_id = t.instance_id and o.kind = 'USAGE'
            left join lateral (
              select vals from sample where source_id = o.id and at >= $2 order by at desc limit 1
            ) l on true
            where s.team_id = $1
            """.formatted(position(Metric.CPU), position(Metric.MEMORY), position(Metric.MEMORY_LIMIT));

    private final Transactions transactions;

    PgCapacityStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Capacity> read(UUID teamId, Duration fresh) {
        return transactions.query(READ, teamId, Instant.now().minus(fresh)).map(PgCapacityStore::capacity);
    }

    @Override
    public Uni<Integer> replicas(UUID serviceId) {
        return transactions
                .query("select count(*)::int from target where service_id = $1", serviceId)
                .map(rows -> rows.get(0).getInteger(0));
    }

    private static int position(Metric metric) {
        return metric.ordinal() + 1;
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

package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.Source;
import io.kyozo.metrics.series.app.SourceStore;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.IntFunction;

/** Sources in plain SQL. Their numbers never change, so they are asked for once. */
@ApplicationScoped
class PgSourceStore implements SourceStore {
    /** Where it is there already, the update makes it come back. */
    private static final String PUT = """
            insert into source (instance_id, service_id, kind, page)
            select * from unnest($1::uuid[], $2::uuid[], $3::text[], $4::int4[])
            on conflict (instance_id, kind, page) do update set service_id = excluded.service_id
            returning id, instance_id, service_id, kind, page
            """;

    private static final String OF = """
            select id, instance_id, service_id, kind, page from source where service_id = any($1) and kind = $2
            """;

    private final Transactions transactions;
    private final Map<Source, Long> known = new ConcurrentHashMap<>();

    PgSourceStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Map<Source, Long>> ids(Collection<Source> sources) {
        List<Source> unknown =
                sources.stream().filter(source -> !known.containsKey(source)).toList();
        Uni<Void> learnt = unknown.isEmpty() ? Uni.createFrom().voidItem() : learn(unknown);
        return learnt.map(done -> {
            Map<Source, Long> ids = new HashMap<>();
            sources.forEach(source -> ids.put(source, known.get(source)));
            return ids;
        });
    }

    private Uni<Void> learn(List<Source> unknown) {
        return transactions
                .query(
                        PUT,
                        column(unknown, Source::instanceId, UUID[]::new),
                        column(unknown, Source::serviceId, UUID[]::new),
                        column(unknown, source -> source.kind().name(), String[]::new),
                        column(unknown, Source::page, Integer[]::new))
                .invoke(rows -> rows.forEach(row -> known.put(source(row), row.getLong("id"))))
                .replaceWithVoid();
    }

    private static <T> Object column(List<Source> all, Function<Source, T> value, IntFunction<T[]> array) {
        return all.stream().map(value).toArray(array);
    }

    @Override
    public Uni<Map<Long, Source>> of(List<UUID> serviceIds, Source.Kind kind) {
        return transactions
                .query(OF, serviceIds.toArray(UUID[]::new), kind.name())
                .map(rows -> {
                    Map<Long, Source> found = new HashMap<>();
                    rows.forEach(row -> found.put(row.getLong("id"), source(row)));
                    return found;
                });
    }

    private static Source source(Row row) {
        return new Source(
                row.getUUID("instance_id"),
                row.getUUID("service_id"),
                Source.Kind.valueOf(row.getString("kind")),
                row.getInteger("page"));
    }
}

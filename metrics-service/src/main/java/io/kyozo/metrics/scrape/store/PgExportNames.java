package io.kyozo.metrics.scrape.store;

import io.kyozo.metrics.scrape.ExportedSeries;
import io.kyozo.metrics.scrape.app.ExportNames;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Places in plain SQL, kept in memory once known. */
@ApplicationScoped
class PgExportNames implements ExportNames {
    private static final String KNOWN =
            "select place, name, labels::text as labels, rises from exported_series where instance_id = $1";

    /** Who comes second with the same place gets none, and asks again in the next round. */
    private static final String ADD = """
            insert into exported_series (instance_id, place, name, labels, rises)
            select $1, place, name, cast(labels as jsonb), rises
            from unnest($2::int4[], $3::text[], $4::text[], $5::bool[]) as n (place, name, labels, rises)
            on conflict do nothing
            """;

    private static final int MOST_KNOWN = 10_000;

    private final Transactions transactions;
    private final Map<UUID, Map<ExportedSeries, Integer>> known = new ConcurrentHashMap<>();

    PgExportNames(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Map<ExportedSeries, Integer>> places(UUID instance, Collection<ExportedSeries> series, int room) {
        Map<ExportedSeries, Integer> there = known.get(instance);
        if (there == null) {
            return load(instance).chain(loaded -> complete(instance, loaded, series, room));
        }
        return complete(instance, there, series, room);
    }

    private Uni<Map<ExportedSeries, Integer>> complete(
            UUID instance, Map<ExportedSeries, Integer> there, Collection<ExportedSeries> series, int room) {
        List<ExportedSeries> added = series.stream()
                .filter(one -> !there.containsKey(one))
                .limit(Math.max(0, room - there.size()))
                .toList();
        return added.isEmpty()
                ? Uni.createFrom().item(there)
                : add(instance, there.size(), added).chain(() -> load(instance));
    }

    private Uni<Integer> add(UUID instance, int first, List<ExportedSeries> added) {
        Integer[] places = new Integer[added.size()];
        Arrays.setAll(places, i -> first + i);
        return transactions.update(
                ADD,
                instance,
                places,
                added.stream().map(ExportedSeries::name).toArray(String[]::new),
                added.stream().map(PgExportNames::labels).toArray(String[]::new),
                added.stream().map(ExportedSeries::rises).toArray(Boolean[]::new));
    }

    private Uni<Map<ExportedSeries, Integer>> load(UUID instance) {
        return transactions.query(KNOWN, instance).map(rows -> {
            Map<ExportedSeries, Integer> places = new HashMap<>();
            rows.forEach(row -> places.put(series(row), row.getInteger("place")));
            if (known.size() > MOST_KNOWN) {
                known.clear();
            }
            known.put(instance, places);
            return places;
        });
    }

    private static String labels(ExportedSeries series) {
        JsonObject json = new JsonObject();
        series.labels().forEach(json::put);
        return json.encode();
    }

    private static ExportedSeries series(Row row) {
        Map<String, String> labels = new TreeMap<>();
        new JsonObject(row.getString("labels")).forEach(label -> labels.put(label.getKey(), (String) label.getValue()));
        return new ExportedSeries(row.getString("name"), new TreeMap<>(labels), row.getBoolean("rises"));
    }
}

package io.kyozo.metrics.promql.store;

import io.kyozo.metrics.promql.LabelMatcher;
import io.kyozo.metrics.promql.app.SeriesIndex;
import io.kyozo.metrics.scrape.Pages;
import io.kyozo.metrics.series.Metric;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.stream.Stream;

/** What replicas use is named {@code kyozo_service_…}; what they export keeps its own names. */
@ApplicationScoped
class PgSeriesIndex implements SeriesIndex {
    private static final String USAGE = """
            select o.id, o.instance_id, s.id as service_id, s.name as service, s.workspace_id
            from source o join service s on s.id = o.service_id where s.team_id = $1 and o.kind = 'USAGE' order by o.id
            """;

    private static final String EXPORTS = """
            select o.id, o.instance_id, s.id as service_id, s.name as service, s.workspace_id,
              e.place, e.name, e.labels::text as labels
            from source o join service s on s.id = o.service_id
            join exported_series e on e.instance_id = o.instance_id and e.place / %1$d = o.page
            where s.team_id = $1 and o.kind = 'EXPORT' and ($2 = '' or e.name = $2) order by o.id, e.place limit $3
            """.formatted(Pages.WIDTH);

    private static final int MOST_LOOKED_AT = 200_000;

    private final Transactions transactions;

    PgSeriesIndex(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<List<Place>> find(UUID teamId, List<LabelMatcher> matchers, int most) {
        String name = matchers.stream()
                .filter(matcher -> matcher.label().equals(LabelMatcher.NAME)
                        && matcher.operator().equals("="))
                .map(LabelMatcher::value)
                .findFirst()
                .orElse("");
        Uni<Stream<Place>> places = name.startsWith(PREFIX) ? usage(teamId, name) : exports(teamId, name);
        Uni<Stream<Place>> all = name.isEmpty()
                ? usage(teamId, name).chain(own -> places.map(exported -> Stream.concat(own, exported)))
                : places;
        return all.map(found -> found.filter(place -> matchers.stream().allMatch(m -> m.matches(place.labels())))
                .limit(most + 1L)
                .toList());
    }

    /** @param name of the only metric wanted; empty for all */
    private Uni<Stream<Place>> usage(UUID teamId, String name) {
        List<Metric> wanted = Arrays.stream(Metric.values())
                .filter(metric -> name.isEmpty() || SeriesIndex.name(metric).equals(name))
                .toList();
        return transactions
                .query(USAGE, teamId)
                .map(rows -> rows.stream().flatMap(row -> wanted.stream().map(metric -> usage(row, metric))));
    }

    private static Place usage(Row row, Metric metric) {
        Map<String, String> labels = labels(row);
        labels.put(LabelMatcher.NAME, SeriesIndex.name(metric));
        return new Place(labels, row.getLong("id"), metric.ordinal());
    }

    private Uni<Stream<Place>> exports(UUID teamId, String name) {
        return transactions
                .query(EXPORTS, teamId, name, MOST_LOOKED_AT)
                .map(rows -> rows.stream().map(PgSeriesIndex::exported));
    }

    /** Our own labels win: a service can't say to be another. */
    private static Place exported(Row row) {
        Map<String, String> labels = new TreeMap<>();
        new JsonObject(row.getString("labels"))
                .forEach(label -> labels.put(label.getKey(), String.valueOf(label.getValue())));
        labels.putAll(labels(row));
        labels.put(LabelMatcher.NAME, row.getString("name"));
        return new Place(labels, row.getLong("id"), row.getInteger("place") % Pages.WIDTH);
    }

    private static Map<String, String> labels(Row row) {
        Map<String, String> labels = new TreeMap<>();
        labels.put("service", row.getString("service"));
        labels.put("service_id", row.getUUID("service_id").toString());
        labels.put("instance", row.getUUID("instance_id").toString());
        labels.put("workspace_id", row.getUUID("workspace_id").toString());
        return labels;
    }
}

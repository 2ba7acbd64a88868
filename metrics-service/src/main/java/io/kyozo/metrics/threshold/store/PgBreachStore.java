package io.kyozo.metrics.threshold.store;

import io.kyozo.metrics.series.Metric;
import io.kyozo.metrics.threshold.Breach;
import io.kyozo.metrics.threshold.Comparison;
import io.kyozo.metrics.threshold.Rolling;
import io.kyozo.metrics.threshold.Rolling.Aggregate;
import io.kyozo.metrics.threshold.ThresholdRule;
import io.kyozo.metrics.threshold.app.BreachStore;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Breaches in plain SQL: looked at in every round of samples. */
@ApplicationScoped
class PgBreachStore implements BreachStore {
    private static final String WATCHED = """
        select r.*, s.id as watched_id, s.name as service_name, s.workspace_id, t.runs, b.since, b.alert_id
        from threshold_rule r
        join service s on s.team_id = r.team_id and (r.service_id is null or r.service_id = s.id)
        cross join lateral (select exists (select from target where service_id = s.id) as runs) t
        left join threshold_breach b on b.rule_id = r.id and b.service_id = s.id
        where b.rule_id is not null or (t.runs and r.enabled)
        order by r.id, s.id
        for update of r
        """;

    private static final String PUT = """
        insert into threshold_breach (rule_id, service_id, since, alert_id) values ($1, $2, $3, $4)
        on conflict (rule_id, service_id) do update set since = excluded.since, alert_id = excluded.alert_id
        """;

    private static final String FORGET = """
        delete from threshold_rule r where r.id = $1 and r.removed
          and not exists (select from threshold_breach b where b.rule_id = r.id)
        """;

    @Override
    public Uni<List<Watched>> watched(Tx tx) {
        return tx.query(WATCHED)
                .map(rows -> rows.stream().map(PgBreachStore::watched).toList());
    }

    private static Watched watched(Row row) {
        return new Watched(
                rule(row),
                row.getUUID("watched_id"),
                row.getString("service_name"),
                row.getUUID("workspace_id"),
                row.getBoolean("runs"),
                breach(row));
    }

    private static ThresholdRule rule(Row row) {
        return new ThresholdRule(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getString("name"),
                row.getUUID("service_id"),
                Metric.valueOf(row.getString("metric")),
                rolling(row),
                Comparison.valueOf(row.getString("comparison")),
                row.getDouble("threshold"),
                row.getDouble("clear_at"),
                Duration.ofMillis(row.getLong("hold_millis")),
                row.getBoolean("enabled"),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    private static @Nullable Rolling rolling(Row row) {
        String aggregate = row.getString("aggregate");
        return aggregate == null
                ? null
                : new Rolling(Aggregate.valueOf(aggregate), Duration.ofMillis(row.getLong("window_millis")));
    }

    private static @Nullable Breach breach(Row row) {
        var since = row.getOffsetDateTime("since");
        return since == null
                ? null
                : new Breach(row.getUUID("id"), row.getUUID("watched_id"), since.toInstant(), row.getUUID("alert_id"));
    }

    @Override
    public Uni<Void> put(Tx tx, Breach breach) {
        return tx.update(PUT, breach.ruleId(), breach.serviceId(), breach.since(), breach.alertId())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> end(Tx tx, UUID ruleId, UUID serviceId) {
        return tx.update("delete from threshold_breach where rule_id = $1 and service_id = $2", ruleId, serviceId)
                .chain(() -> tx.update(FORGET, ruleId))
                .replaceWithVoid();
    }

    @Override
    public Uni<Long> nextSequence(Tx tx, UUID serviceId) {
        return tx.query(
                        "update service set event_sequence = event_sequence + 1 where id = $1 returning event_sequence",
                        serviceId)
                .map(rows -> rows.get(0).getLong(0));
    }
}

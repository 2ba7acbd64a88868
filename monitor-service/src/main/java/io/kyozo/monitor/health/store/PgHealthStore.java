package io.kyozo.monitor.health.store;

import io.kyozo.monitor.health.HealthEvent;
import io.kyozo.monitor.health.HealthState;
import io.kyozo.monitor.health.ServiceHealth;
import io.kyozo.monitor.health.app.HealthFilter;
import io.kyozo.monitor.health.app.HealthStore;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Health and its history as tables. */
@ApplicationScoped
class PgHealthStore implements HealthStore {
    private static final String LOCK = "select * from service_health where service_id = $1 for update";
    private static final String LOCK_PROBED = """
            select h.*, t.correlation_id from service_health h join probe_target t on t.service_id = h.service_id
             where h.service_id = $1 and t.generation = $2 for update of h
            """;
    private static final String LAST_SEQUENCE =
            "select coalesce(max(sequence), 0) from health_event where service_id = $1";
    private static final String SAVE = """
            insert into service_health (service_id, team_id, workspace_id, workspace_name, service_name, deployment_id,
                                        status, since, streak_direction, streak, fresh_since, recent, reason,
                                        response_millis, probed_at, learnt_at, sequence, failing)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18)
            on conflict (service_id) do update
               set workspace_name = excluded.workspace_name, service_name = excluded.service_name,
                   deployment_id = excluded.deployment_id, status = excluded.status, since = excluded.since,
                   streak_direction = excluded.streak_direction, streak = excluded.streak,
                   fresh_since = excluded.fresh_since, recent = excluded.recent, reason = excluded.reason,
                   response_millis = excluded.response_millis, probed_at = excluded.probed_at,
                   learnt_at = excluded.learnt_at, sequence = excluded.sequence,
                   failing = excluded.failing
            """;
    private static final String REMOVE = "delete from service_health where service_id = $1";
    private static final String ADD = """
            insert into health_event (id, service_id, team_id, sequence, from_status, to_status, reason,
                                      response_millis, at)
            values ($1, $2, $3, $4, $5, $6, $7, $8, $9)
            """;
    private static final String FIND = "select * from service_health where team_id = $1 and service_id = $2";
    private static final String LIST = """
            select * from service_health
             where team_id = $1 and (cast($2 as uuid) is null or workspace_id = $2)
               and (cast($3 as text) is null or status = $3) and (cast($4 as uuid) is null or service_id < $4)
             order by service_id desc limit $5
            """;
    private static final String EVENTS = """
            select * from health_event
             where team_id = $1 and service_id = $2 and (cast($3 as uuid) is null or id < $3)
             order by id desc limit $4
            """;
    private static final String FORGET = "delete from health_event where at < $1";

    private final Transactions transactions;

    PgHealthStore(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Optional<ServiceHealth>> lock(Tx tx, UUID serviceId) {
        return tx.query(LOCK, serviceId)
                .map(rows -> rows.stream().map(HealthRows::health).findFirst());
    }

    @Override
    public Uni<Optional<Probed>> lock(Tx tx, UUID serviceId, long generation) {
        return tx.query(LOCK_PROBED, serviceId, generation)
                .map(rows -> rows.stream()
                        .map(row -> new Probed(HealthRows.health(row), row.getString("correlation_id")))
                        .findFirst());
    }

    @Override
    public Uni<Long> lastSequence(Tx tx, UUID serviceId) {
        return tx.query(LAST_SEQUENCE, serviceId).map(rows -> rows.get(0).getLong(0));
    }

    @Override
    public Uni<Void> save(Tx tx, ServiceHealth health) {
        HealthState state = health.state();
        OffsetDateTime[] recent =
                state.recent().stream().map(at -> at.atOffset(ZoneOffset.UTC)).toArray(OffsetDateTime[]::new);
        return tx.update(
                        SAVE,
                        health.serviceId(),
                        health.teamId(),
                        health.workspaceId(),
                        health.workspaceName(),
                        health.serviceName(),
                        health.deploymentId(),
                        state.status(),
                        state.since(),
                        state.direction(),
                        state.streak(),
                        state.freshSince(),
                        recent,
                        health.reason(),
                        health.responseMillis(),
                        health.probedAt(),
                        health.learntAt(),
                        health.sequence(),
                        state.failing())
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> remove(Tx tx, UUID serviceId) {
        return tx.update(REMOVE, serviceId).replaceWithVoid();
    }

    @Override
    public Uni<Void> add(Tx tx, HealthEvent event) {
        return tx.update(
                        ADD,
                        event.id(),
                        event.serviceId(),
                        event.teamId(),
                        event.sequence(),
                        event.from(),
                        event.to(),
                        event.reason(),
                        event.responseMillis(),
                        event.at())
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<ServiceHealth>> find(UUID teamId, UUID serviceId) {
        return transactions
                .query(FIND, teamId, serviceId)
                .map(rows -> rows.stream().map(HealthRows::health).findFirst());
    }

    @Override
    public Uni<List<ServiceHealth>> list(UUID teamId, HealthFilter filter, Optional<UUID> before, int limit) {
        return transactions
                .query(
                        LIST,
                        teamId,
                        filter.workspace().orElse(null),
                        filter.status().orElse(null),
                        before.orElse(null),
                        limit)
                .map(rows -> rows.stream().map(HealthRows::health).toList());
    }

    @Override
    public Uni<List<HealthEvent>> events(UUID teamId, UUID serviceId, Optional<UUID> before, int limit) {
        return transactions
                .query(EVENTS, teamId, serviceId, before.orElse(null), limit)
                .map(rows -> rows.stream().map(HealthRows::event).toList());
    }

    @Override
    public Uni<Integer> forgetEvents(Duration age) {
        return transactions.update(FORGET, Instant.now().minus(age));
    }
}

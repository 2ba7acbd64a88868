package io.kyozo.deployer.deployment.store;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.RolloutStrategy;
import io.kyozo.contracts.state.DeploymentState;
import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.DeploymentPlan;
import io.kyozo.deployer.deployment.SagaStep;
import io.kyozo.deployer.json.store.JsonText;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads deployments and audit entries from rows. */
@ApplicationScoped
class DeploymentRows {
    static final String COLUMNS = "id, team_id, workspace_id, workspace_name, action, revision_id, tree_hash,"
            + " topology_hash, cast(services as text) as services, replicas, actor, reason, strategy, correlation_id, state, step,"
            + " prepared, undo_to, progress, message, failure, cast(plan as text) as plan, cancel_requested_by,"
            + " created_at, live_at, settled_at";

    private final JsonText json;

    DeploymentRows(JsonText json) {
        this.json = json;
    }

    Deployment deployment(Row row) {
        String undoTo = row.getString("undo_to");
        String plan = row.getString("plan");
        return new Deployment(
                row.getUUID("id"),
                row.getUUID("team_id"),
                request(row),
                row.getString("correlation_id"),
                DeploymentState.valueOf(row.getString("state")),
                SagaStep.valueOf(row.getString("step")),
                row.getBoolean("prepared"),
                undoTo == null ? null : DeploymentState.valueOf(undoTo),
                row.getInteger("progress"),
                row.getString("message"),
                row.getString("failure"),
                plan == null ? null : json.read(plan, DeploymentPlan.class),
                row.getString("cancel_requested_by"),
                row.getOffsetDateTime("created_at").toInstant(),
                instant(row.getOffsetDateTime("live_at")),
                instant(row.getOffsetDateTime("settled_at")));
    }

    private DeployRequested request(Row row) {
        String strategy = row.getString("strategy");
        return new DeployRequested(
                row.getUUID("workspace_id"),
                row.getString("workspace_name"),
                DeployRequested.Action.valueOf(row.getString("action")),
                row.getUUID("revision_id"),
                row.getString("tree_hash"),
                row.getString("topology_hash"),
                List.of(json.read(row.getString("services"), String[].class)),
                row.getInteger("replicas"),
                row.getString("actor"),
                row.getString("reason"),
                strategy == null ? null : RolloutStrategy.valueOf(strategy));
    }

    AuditEntry entry(Row row) {
        String from = row.getString("state_from");
        return new AuditEntry(
                row.getLong("seq"),
                row.getString("type"),
                from == null ? null : DeploymentState.valueOf(from),
                DeploymentState.valueOf(row.getString("state_to")),
                SagaStep.valueOf(row.getString("step")),
                row.getString("message"),
                row.getString("error"),
                row.getString("actor"),
                row.getLong("duration_millis"),
                row.getOffsetDateTime("at").toInstant());
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

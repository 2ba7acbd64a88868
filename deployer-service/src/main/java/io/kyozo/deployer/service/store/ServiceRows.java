package io.kyozo.deployer.service.store;

import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.deployer.json.store.JsonText;
import io.kyozo.deployer.service.Replica;
import io.kyozo.deployer.service.Service;
import io.kyozo.deployer.service.ServicePlan;
import io.vertx.mutiny.sqlclient.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.jspecify.annotations.Nullable;

/** Reads services and replicas from rows. */
@ApplicationScoped
class ServiceRows {
    static final String SERVICE_COLUMNS = "id, team_id, workspace_id,"
            + " (select w.name from workspace w where w.id = workspace_id) as workspace, name, kind, stack, state, host, url, replicas,"
            + " cast(spec as text) as spec, deployment_id, health, created_at, updated_at";
    static final String REPLICA_COLUMNS = "i.id, i.service_id, s.name as service, i.workspace_id, i.deployment_id,"
            + " i.ordinal, i.container_name, i.runtime, i.container_id, i.host, i.port, i.state,"
            + " cast(i.spec as text) as spec, i.spec_hash, i.serving, i.retired_by, i.restarts, i.next_restart_at,"
            + " i.healthy_since, i.oom_kills, i.oom_at";

    private final JsonText json;

    ServiceRows(JsonText json) {
        this.json = json;
    }

    Service service(Row row) {
        String spec = row.getString("spec");
        return new Service(
                row.getUUID("id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("workspace"),
                row.getString("name"),
                row.getString("kind"),
                row.getString("stack"),
                InstanceState.valueOf(row.getString("state")),
                row.getString("host"),
                row.getString("url"),
                row.getInteger("replicas"),
                spec == null ? null : json.read(spec, ServicePlan.class),
                row.getUUID("deployment_id"),
                HealthStatus.valueOf(row.getString("health")),
                row.getOffsetDateTime("created_at").toInstant(),
                row.getOffsetDateTime("updated_at").toInstant());
    }

    Replica replica(Row row) {
        return new Replica(
                row.getUUID("id"),
                row.getUUID("service_id"),
                row.getString("service"),
                row.getUUID("workspace_id"),
                row.getUUID("deployment_id"),
                row.getInteger("ordinal"),
                row.getString("container_name"),
                row.getString("runtime"),
                row.getString("container_id"),
                row.getString("host"),
                row.getInteger("port"),
                InstanceState.valueOf(row.getString("state")),
                json.read(row.getString("spec"), ServicePlan.class),
                row.getString("spec_hash"),
                row.getBoolean("serving"),
                row.getUUID("retired_by"),
                row.getInteger("restarts"),
                instant(row.getOffsetDateTime("next_restart_at")),
                instant(row.getOffsetDateTime("healthy_since")),
                row.getInteger("oom_kills"),
                instant(row.getOffsetDateTime("oom_at")));
    }

    private static @Nullable Instant instant(@Nullable OffsetDateTime time) {
        return time == null ? null : time.toInstant();
    }
}

package io.kyozo.monitor.check.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.contracts.state.InstanceState;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.check.Target;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A row of {@code probe_target}. */
final class TargetRow {
    /** The columns that {@link #read} expects. */
    static final String COLUMNS = """
            service_id, team_id, workspace_id, workspace_name, service_name, kind, state, url, deployment_id,
            cast(probe as text) as probe, cast(instances as text) as instances, depends_on, slot, generation, correlation_id
            """;

    private TargetRow() {}

    static Target read(Row row) {
        return new Target(
                row.getUUID("service_id"),
                row.getUUID("team_id"),
                row.getUUID("workspace_id"),
                row.getString("workspace_name"),
                row.getString("service_name"),
                row.getString("kind"),
                InstanceState.valueOf(row.getString("state")),
                row.getString("url"),
                row.getUUID("deployment_id"),
                probe(row.getString("probe")),
                List.of(EventJson.read(row.getString("instances").getBytes(UTF_8), Instance[].class)),
                List.of(row.getArrayOfStrings("depends_on")),
                row.getLong("slot"),
                row.getLong("generation"),
                row.getString("correlation_id"));
    }

    private static @Nullable HealthProbe probe(@Nullable String json) {
        return json == null ? null : EventJson.read(json.getBytes(UTF_8), HealthProbe.class);
    }
}

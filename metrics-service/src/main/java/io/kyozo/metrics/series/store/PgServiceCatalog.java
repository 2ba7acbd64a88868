package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.app.ServiceCatalog;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;

/** The services that deployments have told of. */
@ApplicationScoped
class PgServiceCatalog implements ServiceCatalog {
    private static final String RUNNING = """
            select s.id, s.team_id, s.workspace_id from service s where s.id in (select service_id from target)
            """;

    private final Transactions transactions;

    PgServiceCatalog(Transactions transactions) {
        this.transactions = transactions;
    }

    @Override
    public Uni<Boolean> belongsTo(UUID teamId, UUID serviceId) {
        return transactions
                .query("select 1 from service where team_id = $1 and id = $2", teamId, serviceId)
                .map(rows -> !rows.isEmpty());
    }

    @Override
    public Uni<Map<UUID, Place>> running() {
        return transactions
                .query(RUNNING)
                .map(rows -> rows.stream()
                        .collect(Collectors.toMap(
                                row -> row.getUUID("id"),
                                row -> new Place(row.getUUID("team_id"), row.getUUID("workspace_id")))));
    }
}

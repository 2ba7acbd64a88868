package io.kyozo.metrics.series.store;

import io.kyozo.metrics.series.app.ServiceCatalog;
import io.kyozo.sql.Transactions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** The services that deployments have told of. */
@ApplicationScoped
class PgServiceCatalog implements ServiceCatalog {
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
}

package io.kyozo.monitor.alert.app;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** Alerts of all teams, for those who tell people of them. */
public interface OpenAlerts {
    /** All that hold. */
    Uni<List<Alert>> open();

    /** Those with these ids, whether they hold or not. */
    Uni<List<Alert>> find(Tx tx, Collection<UUID> ids);
}

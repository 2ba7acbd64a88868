package io.kyozo.monitor.alert.app;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Alerts; at most one is open for a service. */
public interface AlertStore {
    /** False where the service has an open one already. */
    Uni<Boolean> open(Tx tx, Alert alert);

    /** Closes the service's open alert; empty where there is none. */
    Uni<Optional<Alert>> close(Tx tx, UUID serviceId, Instant at);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<Alert>> list(UUID teamId, boolean openOnly, Optional<UUID> before, int limit);
}

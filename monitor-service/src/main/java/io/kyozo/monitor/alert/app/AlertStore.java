package io.kyozo.monitor.alert.app;

import io.kyozo.monitor.alert.Alert;
import io.kyozo.monitor.alert.AlertKind;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Alerts; at most one of a kind and rule is open for a service. */
public interface AlertStore {
    /** False where the service has an open one already. */
    Uni<Boolean> open(Tx tx, Alert alert);

    /** Closes the service's open alert; empty where there is none. */
    Uni<Optional<Alert>> close(Tx tx, UUID serviceId, AlertKind kind, String rule, Instant at);

    /** Closes all of a service's open alerts. */
    Uni<List<Alert>> closeAll(Tx tx, UUID serviceId, Instant at);

    /** Says what an open alert is caused by. */
    Uni<Void> blame(Tx tx, UUID serviceId, AlertKind kind, Optional<String> cause);

    /** Somebody takes an open alert on; empty where the team has no such open alert. */
    Uni<Optional<Alert>> acknowledge(Tx tx, UUID teamId, UUID id, String by, Instant at);

    Uni<Optional<Alert>> find(UUID teamId, UUID id);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<Alert>> list(UUID teamId, boolean openOnly, Optional<UUID> before, int limit);
}

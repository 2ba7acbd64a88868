package io.kyozo.monitor.alert.app;

import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.UUID;

/** Has looked at, without delay, what may be to blame for a service that begins to fail. */
public interface Suspects {
    /** All that the service depends on is probed as soon as {@code tx} commits, so that a cause is known in time. */
    Uni<Void> lookAt(Tx tx, UUID serviceId, String correlationId);
}

package io.kyozo.monitor.health.app;

import io.kyozo.monitor.health.HealthEvent;
import io.kyozo.monitor.health.ServiceHealth;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Health and its history. Reads for people are by team; what is another's is not there. */
public interface HealthStore {
    /** Locks it until the transaction ends. */
    Uni<Optional<ServiceHealth>> lock(Tx tx, UUID serviceId);

    /** Locks it too; empty also where another generation of the service is being probed by now. */
    Uni<Optional<Probed>> lock(Tx tx, UUID serviceId, long generation);

    /** Of the newest change that is kept of a service, which may have been removed since; 0 where none is. */
    Uni<Long> lastSequence(Tx tx, UUID serviceId);

    Uni<Void> save(Tx tx, ServiceHealth health);

    Uni<Void> remove(Tx tx, UUID serviceId);

    Uni<Void> add(Tx tx, HealthEvent event);

    Uni<Optional<ServiceHealth>> find(UUID teamId, UUID serviceId);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<ServiceHealth>> list(UUID teamId, HealthFilter filter, Optional<UUID> before, int limit);

    /** Newest first, of ids below {@code before} where given. */
    Uni<List<HealthEvent>> events(UUID teamId, UUID serviceId, Optional<UUID> before, int limit);

    /** Deletes events older than {@code age}; how many. */
    Uni<Integer> forgetEvents(Duration age);

    /**
     * A service's health while it is being probed.
     *
     * @param health as it stands
     * @param correlationId of the deployment that brought the replicas
     */
    record Probed(ServiceHealth health, String correlationId) {}
}

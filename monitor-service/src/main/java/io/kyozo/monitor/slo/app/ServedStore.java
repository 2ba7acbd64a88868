package io.kyozo.monitor.slo.app;

import io.kyozo.monitor.slo.Served;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** How long services served, by the minute and by the day (UTC). */
public interface ServedStore {
    /** Adds {@code served} to the minute and the day of {@code at}; what is bad is left out during maintenance. */
    Uni<Void> add(Tx tx, UUID serviceId, Instant at, Served served);

    /** What happened in the last six hours to services that failed in them, or that an alert of a burn rate watches. */
    Uni<List<Recent>> recent(Instant now);

    /** A team's service, as it was in the windows; empty where the team has no such service. */
    Uni<Optional<Recent>> recent(UUID teamId, UUID serviceId, Instant now);

    /** By the day, oldest first; days of which nothing is known are left out. */
    Uni<Map<LocalDate, Served>> days(UUID serviceId, LocalDate since);

    /** Sets a service's target; without one the usual holds. */
    Uni<Void> target(Tx tx, UUID serviceId, @Nullable Double target);

    /** Deletes minutes that no window looks at any more, and days older than {@code age}. */
    Uni<Integer> forget(Duration age);

    /**
     * A service in the windows of the burn rates.
     *
     * @param serviceId the service
     * @param teamId its team
     * @param workspaceId its workspace
     * @param name its name in the workspace
     * @param target its own; null where the usual holds
     * @param windows by their length
     */
    record Recent(
            UUID serviceId,
            UUID teamId,
            UUID workspaceId,
            String name,
            @Nullable Double target,
            Map<Duration, Served> windows) {
        /** What happened in {@code window}. */
        public Served in(Duration window) {
            return windows.getOrDefault(window, Served.NOTHING);
        }
    }
}

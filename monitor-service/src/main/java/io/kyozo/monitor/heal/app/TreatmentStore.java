package io.kyozo.monitor.heal.app;

import io.kyozo.monitor.heal.Treatment;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What was done about services. */
public interface TreatmentStore {
    /**
     * Services that have an open alert that they are down, run all the same, are not caused to be by something else, and in
     * whose workspace nobody is at work.
     */
    Uni<List<Patient>> patients();

    Uni<Void> keep(Tx tx, UUID serviceId, Treatment treatment);

    /** Forgets what was done about services that have no open alert any more; which ones. */
    Uni<List<UUID>> forgetHealed(Tx tx);

    /**
     * A service that is to be healed.
     *
     * @param serviceId the service
     * @param teamId its team
     * @param workspaceId its workspace
     * @param workspace the workspace's name
     * @param service its name in the workspace
     * @param reason what is wrong, in words
     * @param raisedAt when its alert was raised
     * @param down how many services of its workspace are down
     * @param earlierRelease whether its workspace has a release before the present one
     * @param treatment what was done; null where nothing was
     */
    record Patient(
            UUID serviceId,
            UUID teamId,
            UUID workspaceId,
            String workspace,
            String service,
            String reason,
            Instant raisedAt,
            int down,
            boolean earlierRelease,
            @Nullable Treatment treatment) {}
}

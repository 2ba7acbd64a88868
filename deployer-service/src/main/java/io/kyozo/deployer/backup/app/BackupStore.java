package io.kyozo.deployer.backup.app;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.backup.Backup.Part;
import io.kyozo.deployer.backup.BackupPolicy;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Where backups and their policies are kept. */
public interface BackupStore {
    /**
     * Which backups.
     *
     * @param teamId whose
     * @param workspaceId of one workspace; null for all
     * @param serviceId of one service; null for all
     */
    record Selection(
            UUID teamId,
            @Nullable UUID workspaceId,
            @Nullable UUID serviceId) {}

    Uni<Void> add(Tx tx, Backup backup);

    Uni<Optional<Backup>> find(UUID id);

    /** Newest first, below {@code after}. */
    Uni<List<Backup>> page(Selection selection, int size, @Nullable UUID after);

    /** Those that are not done and did not fail. */
    Uni<List<Backup>> unfinished();

    Uni<Void> running(UUID id);

    /** It is whole. */
    Uni<Void> done(UUID id, List<Part> parts);

    Uni<Void> failed(UUID id, String why);

    /** All that are whole. */
    Uni<List<Backup>> whole();

    /** The same parts, with their keys sealed anew. */
    Uni<Void> resealed(UUID id, List<Part> parts);

    /** Forgets it; what it was, or empty where it is gone. */
    Uni<Optional<Backup>> remove(UUID id);

    /** Scheduled backups of a service that are older than its last {@code keep} whole ones. */
    Uni<List<Backup>> surplus(UUID serviceId, int keep);

    /** When a service's schedule last made one; empty for never. */
    Uni<Optional<Instant>> lastScheduled(UUID serviceId);

    /** What was set for a service; empty where nothing was. */
    Uni<Optional<BackupPolicy>> policy(UUID serviceId);

    Uni<Void> setPolicy(UUID serviceId, BackupPolicy policy, String setBy);
}

package io.kyozo.deployer.backup;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a service's data.
 *
 * @param id of the backup
 * @param owner whose data it is
 * @param kind how it was made
 * @param scheduled whether it was made by its service's schedule, which removes it in its turn
 * @param actor who asked for it
 * @param progress how far it is
 * @param parts where the copy is; empty until it is whole
 */
public record Backup(
        UUID id, Owner owner, Kind kind, boolean scheduled, String actor, Progress progress, List<Part> parts) {
    public Backup {
        parts = List.copyOf(parts);
    }

    /** How a copy is made. */
    public enum Kind {
        /** By the database's own program, while it runs. */
        DUMP,
        /** Of the volumes, while the service is stopped for a moment. */
        SNAPSHOT
    }

    /** How far a backup or a restore is. */
    public enum State {
        WAITING,
        RUNNING,
        DONE,
        FAILED
    }

    /**
     * Whose data it is.
     *
     * @param teamId the team
     * @param workspaceId the workspace
     * @param serviceId the service
     * @param service its name
     * @param stack such as {@code postgres}
     */
    public record Owner(UUID teamId, UUID workspaceId, UUID serviceId, String service, String stack) {}

    /**
     * How far it is.
     *
     * @param state as a word
     * @param failure why it failed; null where it did not
     * @param createdAt when it was asked for
     * @param endedAt when it ended; null before
     */
    public record Progress(
            State state,
            @Nullable String failure,
            Instant createdAt,
            @Nullable Instant endedAt) {}

    /**
     * A part of the copy, in the blob store.
     *
     * @param path of the volume; empty for a dump, which has one part
     * @param blob hash of its content
     * @param bytes that it takes there
     * @param sealedKey what its content is sealed with, itself sealed with the installation's key, in Base64; null for one
     *     that was made before backups were sealed
     */
    public record Part(
            String path, String blob, long bytes, @Nullable String sealedKey) {}

    /** What it takes in the blob store, in bytes. */
    public long bytes() {
        return parts.stream().mapToLong(Part::bytes).sum();
    }
}

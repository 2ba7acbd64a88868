package io.kyozo.deployer.backup.rest;

import io.kyozo.deployer.backup.Backup;
import io.kyozo.deployer.json.Words;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A backup as the API shows it.
 *
 * @param workspaceId its workspace
 * @param service name of the service
 * @param stack such as {@code postgres}
 * @param kind {@code dump} or {@code snapshot}
 * @param state waiting, running, done or failed
 * @param failure why it failed; null where it did not
 * @param bytes that it takes
 * @param scheduled whether the service's schedule made it
 * @param actor who asked for it
 * @param createdAt when
 * @param endedAt when it ended; null before
 */
public record BackupView(
        UUID workspaceId,
        String service,
        String stack,
        String kind,
        String state,
        @Nullable String failure,
        long bytes,
        boolean scheduled,
        String actor,
        Instant createdAt,
        @Nullable Instant endedAt) {
    static final String TYPE = "backups";

    static Resource<BackupView> resource(Backup backup) {
        var view = new BackupView(
                backup.owner().workspaceId(),
                backup.owner().service(),
                backup.owner().stack(),
                Words.of(backup.kind()),
                Words.of(backup.progress().state()),
                backup.progress().failure(),
                backup.bytes(),
                backup.scheduled(),
                backup.actor(),
                backup.progress().createdAt(),
                backup.progress().endedAt());
        return Resource.of(TYPE, backup.id(), view)
                .related("service", "services", backup.owner().serviceId());
    }
}

package io.kyozo.deployer.backup.rest;

import io.kyozo.deployer.backup.Restore;
import io.kyozo.deployer.json.Words;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A restore as the API shows it.
 *
 * @param backupId what is restored
 * @param service name of the service
 * @param state waiting, running, done or failed
 * @param failure why it failed; null where it did not
 * @param actor who asked for it
 * @param createdAt when
 * @param endedAt when it ended; null before
 */
public record RestoreView(
        UUID backupId,
        String service,
        String state,
        @Nullable String failure,
        String actor,
        Instant createdAt,
        @Nullable Instant endedAt) {
    static final String TYPE = "restores";

    static Resource<RestoreView> resource(Restore restore) {
        return Resource.of(
                TYPE,
                restore.id(),
                new RestoreView(
                        restore.backupId(),
                        restore.owner().service(),
                        Words.of(restore.progress().state()),
                        restore.progress().failure(),
                        restore.actor(),
                        restore.progress().createdAt(),
                        restore.progress().endedAt()));
    }
}

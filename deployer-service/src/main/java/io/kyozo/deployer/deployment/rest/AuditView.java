package io.kyozo.deployer.deployment.rest;

import io.kyozo.deployer.deployment.AuditEntry;
import io.kyozo.deployer.json.Words;
import io.kyozo.web.jsonapi.Resource;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An audit entry as the API shows it; see {@link AuditEntry}. */
public record AuditView(
        long seq,
        String type,
        @Nullable String from,
        String to,
        String step,
        String message,
        @Nullable String error,
        String actor,
        long durationMillis,
        Instant at) {
    static Resource<AuditView> resource(UUID deployment, AuditEntry entry) {
        var from = entry.from();
        return Resource.of(
                "deployment-events",
                deployment + "-" + entry.seq(),
                new AuditView(
                        entry.seq(),
                        entry.type(),
                        from == null ? null : Words.of(from),
                        Words.of(entry.to()),
                        Words.of(entry.step()),
                        entry.message(),
                        entry.error(),
                        entry.actor(),
                        entry.durationMillis(),
                        entry.at()));
    }
}

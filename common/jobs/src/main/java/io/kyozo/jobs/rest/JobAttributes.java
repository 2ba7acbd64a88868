package io.kyozo.jobs.rest;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.kyozo.jobs.app.JobRecord;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A job as the API shows it, see {@link JobRecord}.
 *
 * @param errors one for each failed attempt: its number, kind, message and time
 */
@RegisterForReflection
public record JobAttributes(
        String queue,
        String jobType,
        String state,
        String priority,
        @JsonRawValue String args,
        int attempt,
        int maxAttempts,
        @Nullable String uniqueKey,
        @Nullable UUID teamId,
        String correlationId,
        int progress,
        String message,
        @Nullable String reason,
        @JsonRawValue String errors,
        @Nullable String worker,
        Instant createdAt,
        @Nullable Instant runAt,
        @Nullable Instant attemptedAt,
        @Nullable Instant finishedAt) {
    /** The resource type. */
    static final String TYPE = "jobs";

    static Resource<JobAttributes> resource(JobRecord job) {
        return Resource.of(
                TYPE,
                job.id(),
                new JobAttributes(
                        job.queue(),
                        job.type(),
                        job.state().label(),
                        job.priority().name().toLowerCase(Locale.ROOT),
                        job.args(),
                        job.attempt(),
                        job.maxAttempts(),
                        job.uniqueKey(),
                        job.teamId(),
                        job.correlationId(),
                        job.progress(),
                        job.progressMessage(),
                        job.reason(),
                        job.errors(),
                        job.worker(),
                        job.createdAt(),
                        job.runAt(),
                        job.attemptedAt(),
                        job.finishedAt()));
    }
}

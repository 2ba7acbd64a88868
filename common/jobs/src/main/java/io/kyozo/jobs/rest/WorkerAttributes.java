package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.engine.WorkerOptions;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A worker: how it runs the jobs of its type, and what it has done since the beginning, over all instances.
 *
 * @param queue of its jobs
 * @param maxAttempts how often a job is tried
 * @param timeout after which an attempt is interrupted
 * @param requestable whether its jobs may be enqueued through the API
 * @param processed attempts ended
 * @param succeeded of these, completed
 * @param failed of these, failed
 * @param successRate succeeded of those that succeeded or failed, 0 to 1; 1 where none has
 * @param averageMillis that an attempt took, in milliseconds
 * @param lastActiveAt when an attempt last ended; null where none has
 * @param active jobs running now
 * @param waiting jobs that are live but not running
 */
@RegisterForReflection
public record WorkerAttributes(
        String queue,
        int maxAttempts,
        Duration timeout,
        boolean requestable,
        long processed,
        long succeeded,
        long failed,
        double successRate,
        double averageMillis,
        @Nullable Instant lastActiveAt,
        long active,
        long waiting) {
    static Resource<WorkerAttributes> resource(
            WorkerOptions options, boolean requestable, JobReports.Totals totals, JobReports.Live live) {
        JobReports.Worked work = totals.work();
        return Resource.of(
                "workers",
                options.type(),
                new WorkerAttributes(
                        options.queue(),
                        options.maxAttempts(),
                        options.timeout(),
                        requestable,
                        work.processed(),
                        work.succeeded(),
                        work.failed(),
                        WorkerSummary.rate(work),
                        WorkerSummary.average(work),
                        totals.lastActiveAt(),
                        live.running(),
                        live.jobs() - live.running()));
    }
}

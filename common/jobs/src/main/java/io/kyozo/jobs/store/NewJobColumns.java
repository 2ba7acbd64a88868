package io.kyozo.jobs.store;

import io.kyozo.jobs.engine.NewJob;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Many new jobs as one array per column, for a single statement. */
final class NewJobColumns {
    private NewJobColumns() {}

    static Object[] of(List<NewJob> jobs) {
        return new Object[] {
            column(jobs, NewJob::id, UUID[]::new),
            column(jobs, NewJob::queue, String[]::new),
            column(jobs, NewJob::type, String[]::new),
            column(jobs, job -> (short) job.priority().rank(), Short[]::new),
            column(jobs, job -> time(job.runAt()), OffsetDateTime[]::new),
            column(jobs, NewJob::args, String[]::new),
            column(jobs, NewJob::maxAttempts, Integer[]::new),
            column(jobs, NewJob::uniqueKey, String[]::new),
            column(jobs, NewJob::teamId, UUID[]::new),
            column(jobs, NewJob::correlationId, String[]::new),
            column(jobs, NewJob::concurrencyKey, String[]::new)
        };
    }

    private static <T extends @Nullable Object> T[] column(
            List<NewJob> jobs, Function<NewJob, T> value, IntFunction<T[]> array) {
        return jobs.stream().map(value).toArray(array);
    }

    private static @Nullable OffsetDateTime time(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }
}

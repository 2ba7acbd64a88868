package io.kyozo.jobs.engine;

import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.WorkResult;
import java.time.Duration;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Decides what becomes of a job after an attempt.
 *
 * @param attempt number of the attempt, from 1
 * @param maxAttempts how many there are at most
 * @param backoff before the next one
 * @param cancelReason why the job was called off; null where it was not
 */
public record Verdict(
        int attempt,
        int maxAttempts,
        Backoff backoff,
        @Nullable String cancelReason) {
    /** The longest that a job can be put off by its handler or by a rate limit. */
    public static final Duration LONGEST_DELAY = Duration.ofDays(365);

    /** Of every attempt that got the work done. */
    public static final Transition COMPLETE = new Transition.Complete();

    private static final int MOST_CAUSES = 16;
    private static final String RETRY_AFTER = "retryAfterSeconds";

    /** After an attempt that ended with a result. Work that is done stays done, even if called off meanwhile. */
    public Transition of(WorkResult result, RandomGenerator random) {
        if (result instanceof WorkResult.Done) {
            return COMPLETE;
        }
        if (cancelReason != null) {
            return new Transition.Cancel(cancelReason);
        }
        if (result instanceof WorkResult.Cancel cancel) {
            return new Transition.Cancel(cancel.reason());
        }
        if (result instanceof WorkResult.Snooze snooze) {
            return new Transition.Snooze(bounded(snooze.delay()));
        }
        WorkResult.Retry retry = (WorkResult.Retry) result;
        return retry(retry.after(), new AttemptError(attempt, ErrorClass.PROCESSING, retry.reason()), random);
    }

    /** After an attempt that failed. */
    public Transition of(Throwable failure, ErrorClass errorClass, RandomGenerator random) {
        if (cancelReason != null) {
            return new Transition.Cancel(cancelReason);
        }
        AttemptError error = AttemptError.of(attempt, errorClass, failure);
        if (errorClass == ErrorClass.VALIDATION) {
            return new Transition.Discard(error);
        }
        return retry(retryAfter(failure), error, random);
    }

    private Transition retry(Optional<Duration> after, AttemptError error, RandomGenerator random) {
        if (attempt >= maxAttempts) {
            return new Transition.Discard(error);
        }
        Duration delay = after.map(Verdict::bounded).orElseGet(() -> backoff.after(attempt, random));
        return new Transition.Retry(delay, error);
    }

    /** What the failure, or the first of its causes that does, says about when to come again. */
    private static Optional<Duration> retryAfter(Throwable failure) {
        @Nullable Throwable cause = failure;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof JobFailedException told && told.retryAfter().isPresent()) {
                return told.retryAfter();
            }
            if (cause instanceof KyozoException kyozo && kyozo.fields().get(RETRY_AFTER) instanceof Number seconds) {
                return Optional.of(Duration.ofSeconds(seconds.longValue()));
            }
            cause = cause.getCause();
        }
        return Optional.empty();
    }

    private static Duration bounded(Duration delay) {
        if (delay.isNegative()) {
            return Duration.ZERO;
        }
        return delay.compareTo(LONGEST_DELAY) > 0 ? LONGEST_DELAY : delay;
    }
}

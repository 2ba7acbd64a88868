package io.kyozo.jobs;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What a handler fails with where it knows the kind of failure itself. The message is kept with the job: no secrets. */
public final class JobFailedException extends RuntimeException {
    private final ErrorClass errorClass;
    private final @Nullable Duration retryAfter;

    public JobFailedException(ErrorClass errorClass, String message) {
        super(message);
        this.errorClass = errorClass;
        this.retryAfter = null;
    }

    public JobFailedException(ErrorClass errorClass, String message, Throwable cause) {
        super(message, cause);
        this.errorClass = errorClass;
        this.retryAfter = null;
    }

    /** Told to come later: the next attempt is not before {@code retryAfter}. */
    public JobFailedException(String message, Duration retryAfter) {
        super(message);
        this.errorClass = ErrorClass.RATE_LIMIT;
        this.retryAfter = retryAfter;
    }

    public ErrorClass errorClass() {
        return errorClass;
    }

    /** How long to wait before the next attempt, where that was said. */
    public Optional<Duration> retryAfter() {
        return Optional.ofNullable(retryAfter);
    }
}

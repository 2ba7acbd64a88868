package io.kyozo.jobs.engine;

import io.kyozo.jobs.ErrorClass;

/**
 * How one attempt failed; kept with the job.
 *
 * @param attempt its number, from 1
 * @param errorClass the kind of failure
 * @param message for whoever inspects the job, at most {@value #MAX_MESSAGE} characters
 */
public record AttemptError(int attempt, ErrorClass errorClass, String message) {
    /** The longest message kept. */
    public static final int MAX_MESSAGE = 2000;

    public AttemptError {
        // PostgreSQL's jsonb does not hold NUL, and a message must never be why a failure cannot be recorded.
        String clean = message.replace('\0', '\uFFFD');
        message = clean.length() > MAX_MESSAGE ? clean.substring(0, MAX_MESSAGE) : clean;
    }

    /** The error of a failed attempt: the failure's own words, or its kind where it has none. */
    public static AttemptError of(int attempt, ErrorClass errorClass, Throwable failure) {
        String message = failure.getMessage();
        String said = message == null || message.isBlank() ? failure.getClass().getSimpleName() : message;
        return new AttemptError(attempt, errorClass, said);
    }
}

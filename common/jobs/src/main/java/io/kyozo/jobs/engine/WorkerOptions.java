package io.kyozo.jobs.engine;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.jobs.Worker;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How the jobs of one type are run; the checked form of {@link Worker}.
 *
 * @param type names the handler
 * @param queue where its jobs wait
 * @param maxAttempts 1 or more
 * @param timeout after which an attempt is interrupted
 * @param backoff before further attempts
 * @param perKey how many jobs with the same concurrency key run at once; 0 where keys mean nothing
 */
public record WorkerOptions(String type, String queue, int maxAttempts, Duration timeout, Backoff backoff, int perKey) {
    private static final Pattern TYPE = Pattern.compile("[a-z][a-z0-9-]*(\\.[a-z][a-z0-9-]*)+");
    private static final int MOST_ATTEMPTS = 1000;

    /** Of a worker for whom keys mean nothing. */
    public WorkerOptions(String type, String queue, int maxAttempts, Duration timeout, Backoff backoff) {
        this(type, queue, maxAttempts, timeout, backoff, 0);
    }

    /**
     * Reads the annotation of a handler.
     *
     * @param handler name of its class, for the message
     * @param queues all queues that there are
     * @throws IllegalArgumentException naming the handler, the option, what is wrong with it and what was perhaps meant
     */
    public static WorkerOptions of(Worker worker, String handler, Set<String> queues) {
        try {
            return checked(worker, queues);
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("@Worker on " + handler + ": " + wrong.getMessage(), wrong);
        }
    }

    private static WorkerOptions checked(Worker worker, Set<String> queues) {
        if (!TYPE.matcher(worker.type()).matches()) {
            throw new IllegalArgumentException("type \"" + worker.type()
                    + "\" must read <feature>.<verb-noun>, in lower case, such as topology.analyze-folder");
        }
        if (!queues.contains(worker.queue())) {
            throw new IllegalArgumentException(
                    "there is no queue \"" + worker.queue() + "\"" + DidYouMean.hint(worker.queue(), queues));
        }
        if (worker.maxAttempts() < 1 || worker.maxAttempts() > MOST_ATTEMPTS) {
            throw new IllegalArgumentException(
                    "maxAttempts must be 1 to " + MOST_ATTEMPTS + ", not " + worker.maxAttempts());
        }
        Duration timeout = duration("timeout", worker.timeout());
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("timeout must be more than nothing, not " + worker.timeout());
        }
        Backoff backoff =
                new Backoff(duration("backoffBase", worker.backoffBase()), duration("backoffCap", worker.backoffCap()));
        if (worker.perKey() < 0) {
            throw new IllegalArgumentException("perKey must be 1 or more, or 0 for no limit, not " + worker.perKey());
        }
        return new WorkerOptions(
                worker.type(), worker.queue(), worker.maxAttempts(), timeout, backoff, worker.perKey());
    }

    private static Duration duration(String option, String text) {
        try {
            return Duration.parse(text);
        } catch (DateTimeParseException wrong) {
            throw new IllegalArgumentException(
                    option + " \"" + text + "\" is not an ISO-8601 duration such as PT30S or PT10M", wrong);
        }
    }
}

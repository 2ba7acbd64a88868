package io.kyozo.jobs.testing;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobArguments;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.jobs.engine.StandardErrors;
import io.kyozo.jobs.engine.Transition;
import io.kyozo.jobs.engine.Verdict;
import io.kyozo.jobs.engine.WorkerOptions;
import io.kyozo.sql.Tx;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A job in a test, as it stands now. */
public final class TestJob {
    private final UUID id = Uuid7.next();
    private final JobRequest request;
    private final WorkerOptions options;
    private final String args;
    private final Instant createdAt;
    private final List<AttemptError> errors = new ArrayList<>();
    private final List<String> progress = new ArrayList<>();
    private JobState state;
    private Instant runAt;
    private int attempt;
    private long claims;
    private @Nullable String reason;

    TestJob(JobRequest request, WorkerOptions options, String args, Instant now) {
        this.request = request;
        this.options = options;
        this.args = args;
        this.createdAt = now;
        Instant wanted = request.runAt();
        this.runAt = wanted == null ? now : wanted;
        this.state = runAt.isAfter(now) ? JobState.SCHEDULED : JobState.AVAILABLE;
    }

    public UUID id() {
        return id;
    }

    public String type() {
        return request.type();
    }

    public String queue() {
        return options.queue();
    }

    public Priority priority() {
        return request.priority();
    }

    /** As they were enqueued, before they became JSON. */
    public Object args() {
        return request.args();
    }

    public @Nullable String uniqueKey() {
        return request.uniqueKey();
    }

    public @Nullable UUID teamId() {
        return request.teamId();
    }

    public Instant createdAt() {
        return createdAt;
    }

    /** When it is due, or became so. */
    public Instant runAt() {
        return runAt;
    }

    public JobState state() {
        return state;
    }

    /** Number of the last attempt; 0 before the first. Snoozes do not count. */
    public int attempt() {
        return attempt;
    }

    /** What its attempts failed of. */
    public List<AttemptError> errors() {
        return List.copyOf(errors);
    }

    /** What it said of its progress, as {@code 50 half of it}. */
    public List<String> progress() {
        return List.copyOf(progress);
    }

    /** Why it was cancelled or given up; null where it was not. */
    public @Nullable String reason() {
        return reason;
    }

    boolean isReady(Instant now) {
        return !state.isFinal() && !runAt.isAfter(now);
    }

    void end(JobState last, String why) {
        if (!state.isFinal()) {
            state = last;
            reason = why;
        }
    }

    void attempt(Handlers handlers, JobArguments arguments, Tx tx, Instant now) {
        attempt++;
        claims++;
        Verdict verdict = new Verdict(attempt, options.maxAttempts(), options.backoff(), null);
        apply(decide(verdict, handlers.find(type()).orElseThrow(), arguments, tx), now);
    }

    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private <A> Transition decide(Verdict verdict, Handlers.Entry<A> entry, JobArguments arguments, Tx tx) {
        Random random = new Random(attempt);
        try {
            A read = arguments.read(args, entry.handler().argsType());
            var execution = new TestExecution<>(this, read, claims, options.maxAttempts(), tx, progress);
            WorkResult result = entry.handler().work(execution).await().atMost(options.timeout());
            return verdict.of(result, random);
        } catch (Throwable failure) {
            return verdict.of(failure, StandardErrors.classify(failure, List.of(new StandardErrors())), random);
        }
    }

    private void apply(Transition transition, Instant now) {
        state = transition.to();
        if (transition instanceof Transition.Retry retry) {
            errors.add(retry.error());
            runAt = now.plus(retry.delay());
        } else if (transition instanceof Transition.Snooze snooze) {
            attempt--;
            runAt = now.plus(snooze.delay());
        } else if (transition instanceof Transition.Cancel cancel) {
            reason = cancel.reason();
        } else if (transition instanceof Transition.Discard discard) {
            errors.add(discard.error());
            reason = discard.error().message();
        }
    }

    @Override
    public String toString() {
        return type() + " " + args + " " + state.label() + " after " + attempt + " attempts";
    }
}

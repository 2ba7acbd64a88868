package io.kyozo.jobs.app;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.Backoff;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.StandardErrors;
import io.kyozo.jobs.engine.Transition;
import io.kyozo.jobs.engine.Verdict;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Runs a held job's handler once and decides what becomes of the job. */
final class Attempt {
    private final ClaimedJob job;
    private final Handlers handlers;
    private final EnginePorts ports;
    private volatile @Nullable JobRun<?> run;
    private volatile @Nullable String cancelReason;

    Attempt(ClaimedJob job, Handlers handlers, EnginePorts ports) {
        this.job = job;
        this.handlers = handlers;
        this.ports = ports;
        this.cancelReason = job.cancelReason();
    }

    ClaimedJob job() {
        return job;
    }

    /** Whether the handler completed the job in a transaction of its own, so that nothing is left to record. */
    boolean isCommitted() {
        JobRun<?> started = run;
        return started != null && started.isCommitted();
    }

    /** The job was called off: the handler is told, and unless it gets done the job ends as cancelled. */
    void cancel(String reason) {
        cancelReason = reason;
        stop();
    }

    /** Tells the handler to stop: its outcome will not count. */
    void stop() {
        JobRun<?> started = run;
        if (started != null) {
            started.stop();
        }
    }

    /** Runs the job; never fails. */
    Uni<Transition> run() {
        String calledOff = cancelReason;
        if (calledOff != null) {
            return Uni.createFrom().item(new Transition.Cancel(calledOff));
        }
        return handlers.find(job.type())
                .map(this::run)
                .orElseGet(() -> Uni.createFrom().item(unknownType()));
    }

    private Transition unknownType() {
        String message = "no handler has the job type \"" + job.type() + "\"";
        return new Transition.Discard(new AttemptError(job.attempt(), ErrorClass.VALIDATION, message));
    }

    /** On a time-out the handler is told before its thread is interrupted. */
    private <A> Uni<Transition> run(Handlers.Entry<A> entry) {
        Duration timeout = entry.options().timeout();
        Backoff backoff = entry.options().backoff();
        return Uni.createFrom()
                .item(() -> open(entry))
                .chain(opened -> opened.start(entry.handler()))
                .onCancellation()
                .invoke(this::stop)
                .ifNoItem()
                .after(timeout)
                .failWith(
                        () -> new JobFailedException(ErrorClass.PROCESSING, "The attempt took longer than " + timeout))
                .onItemOrFailure()
                .transform((result, failure) -> decide(backoff, result, failure));
    }

    private <A> JobRun<A> open(Handlers.Entry<A> entry) {
        A args = ports.arguments().read(job.args(), entry.handler().argsType());
        JobContexts contexts = ports.contexts();
        JobRun<A> opened =
                new JobRun<>(job, args, ports.jobs(), ports.transactions(), contexts.open(job), contexts.blocking());
        run = opened;
        if (cancelReason != null) {
            opened.stop();
        }
        return opened;
    }

    private Transition decide(Backoff backoff, @Nullable WorkResult result, @Nullable Throwable failure) {
        Verdict verdict = new Verdict(job.attempt(), job.maxAttempts(), backoff, cancelReason);
        if (failure != null) {
            return verdict.of(failure, StandardErrors.classify(failure, ports.classifiers()), ports.random());
        }
        if (result == null) {
            IllegalStateException nothing = new IllegalStateException("The handler answered without a result");
            return verdict.of(nothing, ErrorClass.PROCESSING, ports.random());
        }
        return verdict.of(result, ports.random());
    }
}

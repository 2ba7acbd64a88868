package io.kyozo.jobs.app;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.JobFailedException;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.StandardErrors;
import io.kyozo.jobs.engine.Transition;
import io.kyozo.jobs.engine.Verdict;
import io.kyozo.jobs.engine.WorkerOptions;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs a held job's handler once and decides what becomes of the job. */
final class Attempt {
    /** What takes less has mostly ended before it could be told that it has begun. */
    private static final long WORTH_TELLING = Duration.ofMillis(20).toNanos();

    private final ClaimedJob job;
    private final Handlers handlers;
    private final EnginePorts ports;
    private final AtomicBoolean settled = new AtomicBoolean();
    private volatile Consumer<Transition> whenSettled = transition -> {};
    private volatile @Nullable WorkerOptions options;
    private volatile @Nullable JobRun<?> run;
    private volatile @Nullable Cancellable work;
    private volatile @Nullable String cancelReason;
    private volatile boolean lost;
    private volatile long startedAt;
    private volatile boolean told;

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

    /** Whether another instance may have it by now. */
    boolean isLost() {
        return lost;
    }

    /** Whether the store is to be told that it has begun, so that it counts if this instance dies. */
    boolean isToBeTold(long now) {
        return !told && options != null && now - startedAt > WORTH_TELLING;
    }

    /** Whether the store was told. */
    void told(boolean value) {
        told = value;
    }

    /** Since it was started. */
    Duration took() {
        return Duration.ofNanos(System.nanoTime() - startedAt);
    }

    /** The job was called off: the handler is told, and unless it gets done the job ends as cancelled. */
    void cancel(String reason) {
        cancelReason = reason;
        stop();
    }

    /** The lease was lost. */
    void lose() {
        lost = true;
        stop();
    }

    /** Tells the handler to stop: its outcome will not count. */
    void stop() {
        JobRun<?> started = run;
        if (started != null) {
            started.stop();
        }
    }

    /** Runs the job on {@code lane}; {@code done} hears once what becomes of it, on whatever thread it ends. */
    void start(JobContexts.Lane lane, Consumer<Transition> done) {
        startedAt = System.nanoTime();
        whenSettled = done;
        String calledOff = cancelReason;
        Optional<Handlers.Entry<?>> entry = handlers.find(job.type());
        if (calledOff != null) {
            settle(new Transition.Cancel(calledOff));
        } else if (entry.isEmpty()) {
            String message = "no handler has the job type \"" + job.type() + "\"";
            settle(new Transition.Discard(new AttemptError(job.attempt(), ErrorClass.VALIDATION, message)));
        } else {
            run(entry.get(), lane);
        }
    }

    private <A> void run(Handlers.Entry<A> entry, JobContexts.Lane lane) {
        options = entry.options();
        try {
            A args = ports.arguments().read(job.args(), entry.handler().argsType());
            Executor context = lane.open(job);
            JobRun<A> opened = new JobRun<>(
                    job,
                    args,
                    ports.jobs(),
                    ports.transactions(),
                    context,
                    ports.contexts().blocking());
            run = opened;
            if (cancelReason != null) {
                opened.stop();
            }
            context.execute(() -> begin(entry.handler(), opened));
        } catch (RuntimeException failure) {
            decide(null, failure);
        }
    }

    /** Whatever a handler throws ends its attempt, not its worker. */
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    private <A> void begin(JobHandler<A> handler, JobRun<A> opened) {
        try {
            work = handler.work(opened)
                    .subscribe()
                    .with(result -> decide(result, null), failure -> decide(null, failure));
        } catch (Throwable failure) {
            decide(null, failure);
        }
    }

    /** Ends the attempt if its time is over: the handler is told before its thread is interrupted. */
    void endIfOverdue(long now) {
        WorkerOptions limits = options;
        if (limits != null
                && !settled.get()
                && now - startedAt > limits.timeout().toNanos()) {
            stop();
            Cancellable running = work;
            if (running != null) {
                running.cancel();
            }
            decide(
                    null,
                    new JobFailedException(ErrorClass.PROCESSING, "The attempt took longer than " + limits.timeout()));
        }
    }

    private void decide(@Nullable WorkResult result, @Nullable Throwable failure) {
        if (settled.get()) {
            return;
        }
        Transition transition;
        try {
            transition = verdict(result, failure);
        } catch (RuntimeException wrong) {
            AttemptError error = AttemptError.of(job.attempt(), ErrorClass.PROCESSING, wrong);
            transition = new Transition.Discard(error);
        }
        settle(transition);
    }

    private Transition verdict(@Nullable WorkResult result, @Nullable Throwable failure) {
        if (result instanceof WorkResult.Done) {
            return Verdict.COMPLETE;
        }
        WorkerOptions limits = Objects.requireNonNull(options);
        Verdict verdict = new Verdict(job.attempt(), job.maxAttempts(), limits.backoff(), cancelReason);
        if (failure != null) {
            return verdict.of(failure, StandardErrors.classify(failure, ports.classifiers()), ports.random());
        }
        if (result == null) {
            IllegalStateException nothing = new IllegalStateException("The handler answered without a result");
            return verdict.of(nothing, ErrorClass.PROCESSING, ports.random());
        }
        return verdict.of(result, ports.random());
    }

    private void settle(Transition transition) {
        if (settled.compareAndSet(false, true)) {
            whenSettled.accept(transition);
        }
    }
}

package io.kyozo.jobs.cdi;

import io.kyozo.jobs.ErrorClass;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobObserver;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.engine.AttemptError;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.Transition;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/** Measures of the engine: what was processed, how long it took and waited, what runs, what failed and why. */
@ApplicationScoped
class JobMeasures implements JobObserver {
    private static final Logger LOG = Logger.getLogger(JobMeasures.class);

    private final MeterRegistry registry;
    private final WorkerStatistics statistics;
    private final Throughput throughput;
    private final WorkflowLoop workflows;
    private final SystemErrors systemErrors;
    private final Map<String, AtomicInteger> active = new ConcurrentHashMap<>();

    JobMeasures(
            MeterRegistry registry,
            WorkerStatistics statistics,
            Throughput throughput,
            WorkflowLoop workflows,
            Handlers handlers,
            SystemErrors systemErrors) {
        this.registry = registry;
        this.statistics = statistics;
        this.throughput = throughput;
        this.workflows = workflows;
        this.systemErrors = systemErrors;
        // From the start: a counter that first appears at 1 never rises, as far as an alert can see.
        handlers.queues().forEach(queue -> {
            double none = lost(queue).count()
                    + rescued(queue).count()
                    + systemErrors(queue).count();
            LOG.tracef("Measures of queue %s begin at %s", queue, none);
        });
    }

    @Override
    public void started(ClaimedJob job) {
        Timer.builder("kyozo.jobs.wait")
                .description("From when a job could have been run until it was claimed")
                .tag("queue", job.queue())
                .publishPercentileHistogram()
                .register(registry)
                .record(job.waited());
        int unused = active(job.type()).incrementAndGet();
    }

    private AtomicInteger active(String type) {
        return active.computeIfAbsent(
                type, key -> registry.gauge("kyozo.jobs.active", Tags.of("type", key), new AtomicInteger()));
    }

    @Override
    public void ended(ClaimedJob job, Transition transition, Duration took) {
        int unused = active(job.type()).decrementAndGet();
        String outcome = transition.to().label();
        Timer.builder("kyozo.jobs.duration")
                .description("How long attempts took, by what became of the job")
                .tags("queue", job.queue(), "type", job.type(), "outcome", outcome)
                .publishPercentileHistogram()
                .register(registry)
                .record(took);
        Counter.builder("kyozo.jobs.processed")
                .description("Attempts that ended, by what became of the job")
                .tags("queue", job.queue(), "type", job.type(), "status", outcome)
                .register(registry)
                .increment();
        throughput.ended(job.queue());
        workflows.ended();
        statistics.ended(job, transition, took);
        if (transition instanceof Transition.Retry retry) {
            failed(job, retry.error(), "retried");
        } else if (transition instanceof Transition.Discard discard) {
            failed(job, discard.error(), "discarded");
        }
    }

    private void failed(ClaimedJob job, AttemptError error, String then) {
        Counter.builder("kyozo.jobs.failures")
                .description("Failed attempts, by kind of failure and by what was done")
                .tags(
                        "queue",
                        job.queue(),
                        "type",
                        job.type(),
                        "error",
                        error.errorClass().name(),
                        "then",
                        then)
                .register(registry)
                .increment();
        boolean system = error.errorClass() == ErrorClass.SYSTEM;
        if (system) {
            systemErrors.raised(job.type());
            systemErrors(job.queue()).increment();
        }
        Logger.Level level = system ? Logger.Level.ERROR : Logger.Level.WARN;
        LOG.logf(
                level,
                "Attempt %d of %d of job %s (%s) failed and is %s: %s: %s",
                error.attempt(),
                job.maxAttempts(),
                job.id(),
                job.type(),
                then,
                error.errorClass(),
                error.message());
    }

    @Override
    public void lost(ClaimedJob job) {
        int unused = active(job.type()).decrementAndGet();
        LOG.warnf(
                "The lease of job %s (%s) was lost; what its attempt %d did is not recorded",
                job.id(), job.type(), job.attempt());
        lost(job.queue()).increment();
    }

    @Override
    public void rescued(JobStore.Rescued job) {
        LOG.warnf(
                "Job %s (%s) was taken from a worker that fell silent%s",
                job.id(), job.type(), job.discarded() ? "; it was its last attempt" : "");
        rescued(job.queue()).increment();
    }

    private Counter lost(String queue) {
        return counter("kyozo.jobs.leases.lost", "Attempts whose lease was lost", queue);
    }

    private Counter rescued(String queue) {
        return counter("kyozo.jobs.rescued", "Jobs taken from workers that fell silent", queue);
    }

    private Counter systemErrors(String queue) {
        return counter("kyozo.jobs.system.errors", "Attempts that failed because the machine or service is ill", queue);
    }

    private Counter counter(String name, String description, String queue) {
        return Counter.builder(name)
                .description(description)
                .tag("queue", queue)
                .register(registry);
    }
}

package io.kyozo.monitor.health.jobs;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.health.app.HealthConfig;
import io.kyozo.monitor.health.app.HealthStore;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes changes of health that are old enough to be forgotten. */
@ApplicationScoped
@Worker(type = ForgetHealthEventsJob.TYPE, queue = "clean-up", maxAttempts = 2)
@RegisterForReflection(targets = ForgetHealthEventsJob.NoArgs.class)
class ForgetHealthEventsJob implements JobHandler<ForgetHealthEventsJob.NoArgs>, CronJob {
    static final String TYPE = "health.forget-events";

    private final HealthStore store;
    private final HealthConfig config;

    ForgetHealthEventsJob(HealthStore store, HealthConfig config) {
        this.store = store;
        this.config = config;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT10M";
    }

    @Override
    public JobRequest job() {
        return JobRequest.of(TYPE, new NoArgs());
    }

    @Override
    public Class<NoArgs> argsType() {
        return NoArgs.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<NoArgs> job) {
        return store.forgetEvents(config.eventRetention()).replaceWith(WorkResult::done);
    }

    /** This job has nothing to be told. */
    record NoArgs() {}
}

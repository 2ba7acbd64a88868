package io.kyozo.monitor.live.jobs;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.live.app.FeedStore;
import io.kyozo.monitor.live.app.LiveConfig;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes what the feed no longer remembers. */
@ApplicationScoped
@Worker(type = ForgetFeedJob.TYPE, queue = "clean-up", maxAttempts = 2)
@RegisterForReflection(targets = ForgetFeedJob.NoArgs.class)
class ForgetFeedJob implements JobHandler<ForgetFeedJob.NoArgs>, CronJob {
    static final String TYPE = "live.forget-feed";

    private final FeedStore store;
    private final LiveConfig config;

    ForgetFeedJob(FeedStore store, LiveConfig config) {
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
        return store.forget(config.retention()).replaceWith(WorkResult::done);
    }

    /** This job has nothing to be told. */
    record NoArgs() {}
}

package io.kyozo.metrics.scrape.jobs;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.metrics.collect.app.TargetStore;
import io.kyozo.metrics.scrape.app.ScrapeConfig;
import io.kyozo.metrics.scrape.app.ScrapeExports;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Reads all exports at each interval, on one instance however many there are. */
@ApplicationScoped
@Worker(type = ScrapeLoop.TYPE, queue = "metrics", maxAttempts = 1, timeout = "PT1M")
class ScrapeLoop implements CronJob, JobHandler<ScrapeLoop.Args> {
    static final String TYPE = "scrape.exports";

    /** There is nothing to choose. */
    @RegisterForReflection
    record Args() {}

    private final ScrapeExports scrape;
    private final TargetStore targets;
    private final ScrapeConfig config;

    ScrapeLoop(ScrapeExports scrape, TargetStore targets, ScrapeConfig config) {
        this.scrape = scrape;
        this.targets = targets;
        this.config = config;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every " + config.interval();
    }

    @Override
    public JobRequest job() {
        return JobRequest.of(TYPE, new Args());
    }

    @Override
    public Class<Args> argsType() {
        return Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<Args> job) {
        return config.enabled()
                ? targets.all().chain(scrape::scrape).replaceWith(WorkResult::done)
                : Uni.createFrom().item(WorkResult.done());
    }
}

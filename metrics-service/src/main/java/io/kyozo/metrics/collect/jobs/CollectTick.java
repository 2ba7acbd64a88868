package io.kyozo.metrics.collect.jobs;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobRequest;
import io.kyozo.metrics.series.app.SeriesConfig;
import jakarta.enterprise.context.ApplicationScoped;

/** Starts a round of sampling at each interval, on one instance however many there are. */
@ApplicationScoped
class CollectTick implements CronJob {
    private final SeriesConfig config;

    CollectTick(SeriesConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return "collect.sample-all";
    }

    @Override
    public String schedule() {
        return "every " + config.interval();
    }

    @Override
    public JobRequest job() {
        return JobRequest.of(CollectJob.TYPE, new CollectJob.Args());
    }
}

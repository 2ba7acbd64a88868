package io.kyozo.deployer.cleanup.jobs;

import io.kyozo.deployer.cleanup.app.CleanupConfig;
import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobRequest;
import jakarta.enterprise.context.ApplicationScoped;

/** Compares what runs with what should, every few seconds; ticks missed while nothing ran are made up for at the start. */
@ApplicationScoped
class ReconcileCron implements CronJob {
    private final CleanupConfig config;

    ReconcileCron(CleanupConfig config) {
        this.config = config;
    }

    @Override
    public String name() {
        return ReconcileHandler.JOB;
    }

    @Override
    public String schedule() {
        return "every " + config.every();
    }

    @Override
    public JobRequest job() {
        return JobRequest.of(ReconcileHandler.JOB, new ReconcileHandler.Args());
    }
}

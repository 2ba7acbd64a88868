package io.kyozo.deployer.service.jobs;

import io.kyozo.deployer.logs.app.LogsConfig;
import io.kyozo.deployer.service.app.CollectOutput;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Copies the newest lines of running replicas every now and then. */
@ApplicationScoped
@Worker(type = CollectOutputJob.TYPE, queue = "clean-up", maxAttempts = 1, timeout = "PT5M")
class CollectOutputJob implements Chore {
    static final String TYPE = "logs.collect";

    private final CollectOutput collectOutput;
    private final LogsConfig config;

    CollectOutputJob(CollectOutput collectOutput, LogsConfig config) {
        this.collectOutput = collectOutput;
        this.config = config;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every " + config.collectEvery();
    }

    @Override
    public Uni<Void> run() {
        return collectOutput.collect();
    }
}

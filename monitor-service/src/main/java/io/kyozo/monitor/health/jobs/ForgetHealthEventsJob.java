package io.kyozo.monitor.health.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.health.app.HealthConfig;
import io.kyozo.monitor.health.app.HealthStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes changes of health that are old enough to be forgotten. */
@ApplicationScoped
@Worker(type = ForgetHealthEventsJob.TYPE, queue = "clean-up", maxAttempts = 2)
class ForgetHealthEventsJob implements Chore {
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
    public Uni<Void> run() {
        return store.forgetEvents(config.eventRetention()).replaceWithVoid();
    }
}

package io.kyozo.monitor.slo.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.slo.app.ServedStore;
import io.kyozo.monitor.slo.app.SloConfig;
import io.smallrye.mutiny.Uni;

/** Deletes times served that nobody looks at any more. */
@Worker(type = ForgetServedJob.TYPE, queue = "clean-up", maxAttempts = 2)
class ForgetServedJob implements Chore {
    static final String TYPE = "slo.forget-served";

    private final ServedStore store;
    private final SloConfig config;

    ForgetServedJob(ServedStore store, SloConfig config) {
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
        return store.forget(config.retention()).replaceWithVoid();
    }
}

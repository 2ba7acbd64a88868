package io.kyozo.monitor.live.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.live.app.FeedStore;
import io.kyozo.monitor.live.app.LiveConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Deletes what the feed no longer remembers. */
@ApplicationScoped
@Worker(type = ForgetFeedJob.TYPE, queue = "clean-up", maxAttempts = 2)
class ForgetFeedJob implements Chore {
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
    public Uni<Void> run() {
        return store.forget(config.retention()).replaceWithVoid();
    }
}

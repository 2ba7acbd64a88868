package io.kyozo.monitor.notify.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.notify.app.NotificationConfig;
import io.kyozo.monitor.notify.app.NotificationStore;
import io.smallrye.mutiny.Uni;

/** Deletes notifications that are old enough to be forgotten. */
@Worker(type = ForgetNotificationsJob.TYPE, queue = "clean-up", maxAttempts = 2)
class ForgetNotificationsJob implements Chore {
    static final String TYPE = "notify.forget-notifications";

    private final NotificationStore store;
    private final NotificationConfig config;

    ForgetNotificationsJob(NotificationStore store, NotificationConfig config) {
        this.store = store;
        this.config = config;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT1H";
    }

    @Override
    public Uni<Void> run() {
        return store.forget(config.retention()).replaceWithVoid();
    }
}

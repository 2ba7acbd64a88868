package io.kyozo.monitor.retention.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.health.app.HealthConfig;
import io.kyozo.monitor.health.app.HealthStore;
import io.kyozo.monitor.live.app.FeedStore;
import io.kyozo.monitor.live.app.LiveConfig;
import io.kyozo.monitor.notify.app.NotificationConfig;
import io.kyozo.monitor.notify.app.NotificationStore;
import io.kyozo.monitor.slo.app.ServedStore;
import io.kyozo.monitor.slo.app.SloConfig;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.function.Supplier;

/** Deletes what is older than it is to be kept; that one kind can't be deleted keeps none of the others. */
@ApplicationScoped
@Worker(type = ForgetOldJob.TYPE, queue = "clean-up", maxAttempts = 2)
class ForgetOldJob implements Chore {
    static final String TYPE = "retention.forget-old";

    private final List<Supplier<Uni<? extends Integer>>> kinds;

    ForgetOldJob(
            HealthStore health,
            HealthConfig healthConfig,
            FeedStore feed,
            LiveConfig live,
            NotificationStore notifications,
            NotificationConfig notification,
            ServedStore served,
            SloConfig slo) {
        this.kinds = List.of(
                () -> health.forgetEvents(healthConfig.eventRetention()),
                () -> feed.forget(live.retention()),
                () -> notifications.forget(notification.retention()),
                () -> served.forget(slo.retention()));
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
        List<Uni<Integer>> all = kinds.stream()
                .map(kind -> Uni.createFrom().<Integer>deferred(kind))
                .toList();
        return Uni.join().all(all).usingConcurrencyOf(1).andCollectFailures().replaceWithVoid();
    }
}

package io.kyozo.metrics.capacity.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.metrics.capacity.app.WatchCapacity;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks at all services each hour, when the one before has been summed up. */
@ApplicationScoped
@Worker(type = WatchCapacityJob.TYPE, queue = "metrics", maxAttempts = 2, timeout = "PT30M")
class WatchCapacityJob implements Chore {
    static final String TYPE = "capacity.watch";

    private final WatchCapacity capacity;

    WatchCapacityJob(WatchCapacity capacity) {
        this.capacity = capacity;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "10 * * * *";
    }

    @Override
    public Uni<Void> run() {
        return capacity.watch();
    }
}

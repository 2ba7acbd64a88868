package io.kyozo.metrics.series.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.metrics.series.app.KeepDays;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Cares for the partitions of samples: at start, before the first sample, and every hour. */
@ApplicationScoped
@Worker(type = KeepDaysJob.TYPE, queue = "clean-up", maxAttempts = 2)
class KeepDaysJob implements Chore {
    static final String TYPE = "series.keep-days";

    private static final int BEFORE_JOBS_START = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeepDays days;

    KeepDaysJob(KeepDays days) {
        this.days = days;
    }

    void onStart(@Observes @Priority(BEFORE_JOBS_START) StartupEvent event) {
        days.keep().await().atMost(PATIENCE);
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "17 * * * *";
    }

    @Override
    public Uni<Void> run() {
        return days.keep().replaceWithVoid();
    }
}

package io.kyozo.metrics.series.jobs;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobRequest;
import io.kyozo.metrics.series.app.KeepDays;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;

/** Has the partitions cared for at start, before the first sample, and every hour. */
@ApplicationScoped
class KeepDaysTick implements CronJob {
    private static final int BEFORE_JOBS_START = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final KeepDays days;

    KeepDaysTick(KeepDays days) {
        this.days = days;
    }

    void onStart(@Observes @Priority(BEFORE_JOBS_START) StartupEvent event) {
        days.keep().await().atMost(PATIENCE);
    }

    @Override
    public String name() {
        return "series.keep-days";
    }

    @Override
    public String schedule() {
        return "17 * * * *";
    }

    @Override
    public JobRequest job() {
        return JobRequest.of(KeepDaysJob.TYPE, new KeepDaysJob.Args());
    }
}

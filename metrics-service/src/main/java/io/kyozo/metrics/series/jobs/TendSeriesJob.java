package io.kyozo.metrics.series.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.metrics.series.app.TendSeries;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;

/** Cares for the tables of series: makes room at start, before the first sample, and does the rest every few minutes. */
@ApplicationScoped
@Worker(type = TendSeriesJob.TYPE, queue = "clean-up", maxAttempts = 2, timeout = "PT10M")
class TendSeriesJob implements Chore {
    static final String TYPE = "series.tend";

    private static final int BEFORE_JOBS_START = 1;
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TendSeries series;

    TendSeriesJob(TendSeries series) {
        this.series = series;
    }

    void onStart(@Observes @Priority(BEFORE_JOBS_START) StartupEvent event) {
        series.open(Instant.now()).await().atMost(PATIENCE);
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "3-59/5 * * * *";
    }

    @Override
    public Uni<Void> run() {
        return series.tend(Instant.now());
    }
}

package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.JobHistory;
import io.kyozo.jobs.app.ScaleQueues;
import io.kyozo.jobs.app.ScalingStore;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/** What the engine does now and then: adds up statistics, counts for the measures, brings workflows on, scales. */
@ApplicationScoped
class Housekeeping {
    private static final Logger LOG = Logger.getLogger(Housekeeping.class);
    private static final Duration OFTEN = Duration.ofSeconds(5);
    private static final Duration DAYS = Duration.ofHours(1);

    private final JobsConfig config;
    private final JobHistory history;
    private final WorkerStatistics statistics;
    private final QueueGauges gauges;
    private final Throughput throughput;
    private final WorkflowLoop workflows;
    private final JobsScalingConfig scalingConfig;
    private final ScaleQueues scaling;
    private final ScalingStore scalingStore;
    private final List<ScheduledFuture<?>> tasks = new ArrayList<>();

    Housekeeping(
            JobsConfig config,
            JobHistory history,
            WorkerStatistics statistics,
            QueueGauges gauges,
            Throughput throughput,
            WorkflowLoop workflows,
            JobsScalingConfig scalingConfig,
            ScaleQueues scaling,
            ScalingStore scalingStore) {
        this.config = config;
        this.history = history;
        this.statistics = statistics;
        this.gauges = gauges;
        this.throughput = throughput;
        this.workflows = workflows;
        this.scalingConfig = scalingConfig;
        this.scaling = scaling;
        this.scalingStore = scalingStore;
    }

    void start() {
        every(OFTEN, "add up worker statistics", statistics::flush);
        every(OFTEN, "count jobs", gauges::refresh);
        every(OFTEN, "measure throughput", throughput::refresh);
        every(config.pollInterval(), "bring workflows on", workflows::poll);
        if (scalingConfig.enabled()) {
            every(scalingConfig.interval(), "scale queues", scaling::scale);
        } else {
            now("take back what auto-scaling set", scalingStore::clear);
        }
        every(DAYS, "make room for finished jobs", this::turnDays);
    }

    private static void now(String what, Supplier<Uni<Void>> task) {
        var unused = task.get().subscribe().with(done -> {}, failure -> LOG.warnf("Can't %s now: %s", what, failure));
    }

    private void every(Duration interval, String what, Supplier<Uni<Void>> task) {
        tasks.add(Infrastructure.getDefaultWorkerPool()
                .scheduleWithFixedDelay(() -> now(what, task), 0, interval.toMillis(), TimeUnit.MILLISECONDS));
    }

    private Uni<Void> turnDays() {
        return history.turnDays(config.retention().age()).replaceWithVoid();
    }

    /** Ends the tasks, and saves what is summed up. */
    Uni<Void> stop() {
        tasks.forEach(task -> task.cancel(false));
        return statistics.flush();
    }
}

package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.JobHistory;
import io.kyozo.jobs.app.ScaleQueues;
import io.kyozo.jobs.app.ScalingStore;
import io.kyozo.jobs.app.UniqueKeys;
import io.kyozo.jobs.app.WorkflowStore;
import io.kyozo.jobs.engine.JobState;
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

/** What the engine does now and then: adds up statistics, removes old jobs, counts for the measures. */
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
    private final WorkflowStore workflowStore;
    private final UniqueKeys uniqueKeys;
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
            WorkflowStore workflowStore,
            UniqueKeys uniqueKeys,
            JobsScalingConfig scalingConfig,
            ScaleQueues scaling,
            ScalingStore scalingStore) {
        this.config = config;
        this.history = history;
        this.statistics = statistics;
        this.gauges = gauges;
        this.throughput = throughput;
        this.workflows = workflows;
        this.workflowStore = workflowStore;
        this.uniqueKeys = uniqueKeys;
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
        every(config.retention().interval(), "remove old jobs", this::prune);
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

    private Uni<Void> prune() {
        JobsConfig.Retention keep = config.retention();
        return history.prune(JobState.COMPLETED, keep.completed(), keep.age())
                .chain(() -> history.prune(JobState.CANCELLED, keep.cancelled(), keep.age()))
                .chain(() -> history.prune(JobState.DISCARDED, keep.discarded(), keep.age()))
                .chain(() -> workflowStore.prune(keep.age()))
                .chain(() -> uniqueKeys.prune(keep.age()))
                .replaceWithVoid();
    }

    /** Ends the tasks, and saves what is summed up. */
    Uni<Void> stop() {
        tasks.forEach(task -> task.cancel(false));
        return statistics.flush();
    }
}

package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.QueueStatus;
import io.kyozo.jobs.engine.JobState;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** How many jobs are in each queue and state, how long ready ones have waited, and how busy the workers are. */
@ApplicationScoped
class QueueGauges {
    private final JobReports reports;
    private final JobEngine engine;
    private final MultiGauge size;
    private final MultiGauge wait;
    private final MultiGauge utilisation;

    QueueGauges(JobReports reports, JobEngine engine, MeterRegistry registry) {
        this.reports = reports;
        this.engine = engine;
        this.size = gauge("kyozo.jobs.queue.size", "Jobs by queue and state", registry);
        this.wait = gauge("kyozo.jobs.queue.wait.seconds", "How long ready jobs have waited on average", registry);
        this.utilisation = gauge("kyozo.jobs.queue.utilisation", "Share of a queue's workers that are busy", registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    Uni<Void> refresh() {
        utilisation.register(engine.queues().stream().map(QueueGauges::busy).toList(), true);
        return reports.counts()
                .invoke(this::count)
                .chain(reports::averageWait)
                .invoke(waits -> wait.register(
                        waits.entrySet().stream()
                                .<MultiGauge.Row<?>>map(e -> row(Tags.of("queue", e.getKey()), e.getValue()))
                                .toList(),
                        true))
                .replaceWithVoid();
    }

    private static MultiGauge.Row<?> busy(QueueStatus queue) {
        return row(Tags.of("queue", queue.queue()), (double) queue.active() / queue.concurrency());
    }

    private static MultiGauge.Row<?> row(Tags tags, double value) {
        return MultiGauge.Row.of(tags, value);
    }

    /** Also the states that no job is in, as 0: a gauge that comes and goes can't be alerted on. */
    private void count(List<JobReports.Count> counts) {
        Stream<String> queues = Stream.concat(
                engine.queues().stream().map(QueueStatus::queue),
                counts.stream().map(JobReports.Count::queue));
        size.register(queues.distinct().flatMap(queue -> rows(queue, counts)).toList(), true);
    }

    private static Stream<MultiGauge.Row<?>> rows(String queue, List<JobReports.Count> counts) {
        return Arrays.stream(JobState.values()).map(JobState::label).map(state -> {
            long jobs = counts.stream()
                    .filter(count ->
                            count.queue().equals(queue) && count.state().equals(state))
                    .mapToLong(JobReports.Count::jobs)
                    .sum();
            return row(Tags.of("queue", queue, "state", state), jobs);
        });
    }
}

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
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

/** How many jobs are in each queue and state, how long ready ones have waited, and how busy the workers are. */
@ApplicationScoped
class QueueGauges {
    private final JobReports reports;
    private final JobEngine engine;
    private final MultiGauge size;
    private final MultiGauge wait;
    private final MultiGauge utilisation;
    private final MultiGauge workers;
    private final MultiGauge paused;
    private final MultiGauge deadLetters;
    private volatile Seen seen = new Seen(List.of(), Instant.EPOCH, Duration.ZERO);

    QueueGauges(JobReports reports, JobEngine engine, MeterRegistry registry) {
        this.reports = reports;
        this.engine = engine;
        this.size = gauge("kyozo.jobs.queue.size", "Jobs by queue and state", registry);
        this.wait = gauge("kyozo.jobs.queue.wait.seconds", "How long ready jobs have waited on average", registry);
        this.utilisation = gauge("kyozo.jobs.queue.utilisation", "Share of a queue's workers that are busy", registry);
        this.workers = gauge("kyozo.jobs.workers", "Jobs of a queue that this instance runs at once", registry);
        this.paused = gauge("kyozo.jobs.queue.paused", "1 where no jobs of a queue are claimed", registry);
        this.deadLetters = gauge("kyozo.jobs.dead.letters", "Jobs that were given up, by queue", registry);
    }

    private static MultiGauge gauge(String name, String description, MeterRegistry registry) {
        return MultiGauge.builder(name).description(description).register(registry);
    }

    Uni<Void> refresh() {
        List<QueueStatus> queues = engine.queues();
        utilisation.register(queues.stream().map(QueueGauges::busy).toList(), true);
        workers.register(rows(queues, queue -> queue.paused() ? 0 : queue.concurrency()), true);
        paused.register(rows(queues, queue -> queue.paused() ? 1 : 0), true);
        long start = System.nanoTime();
        return reports.counts()
                .invoke(counts -> count(counts, Duration.ofNanos(System.nanoTime() - start)))
                .chain(reports::averageWait)
                .invoke(waits -> wait.register(
                        queues.stream()
                                .<MultiGauge.Row<?>>map(queue ->
                                        row(Tags.of("queue", queue.queue()), waits.getOrDefault(queue.queue(), 0.0)))
                                .toList(),
                        true))
                .replaceWithVoid();
    }

    /** What was seen last, at most a few seconds ago while the engine runs. */
    Seen seen() {
        return seen;
    }

    private static List<MultiGauge.Row<?>> rows(List<QueueStatus> queues, ToIntFunction<QueueStatus> value) {
        return queues.stream()
                .<MultiGauge.Row<?>>map(queue -> row(Tags.of("queue", queue.queue()), value.applyAsInt(queue)))
                .toList();
    }

    private static MultiGauge.Row<?> busy(QueueStatus queue) {
        return row(Tags.of("queue", queue.queue()), (double) queue.active() / queue.concurrency());
    }

    private static MultiGauge.Row<?> row(Tags tags, double value) {
        return MultiGauge.Row.of(tags, value);
    }

    /** Also the states that no job is in, as 0: a gauge that comes and goes can't be alerted on. */
    private void count(List<JobReports.Count> counts, Duration took) {
        seen = new Seen(counts, Instant.now(), took);
        List<String> queues = Stream.concat(
                        engine.queues().stream().map(QueueStatus::queue),
                        counts.stream().map(JobReports.Count::queue))
                .distinct()
                .toList();
        size.register(queues.stream().flatMap(queue -> rows(queue, counts)).toList(), true);
        deadLetters.register(
                queues.stream()
                        .<MultiGauge.Row<?>>map(queue ->
                                row(Tags.of("queue", queue), JobReports.sum(counts, queue, Set.of(JobState.DISCARDED))))
                        .toList(),
                true);
    }

    private static Stream<MultiGauge.Row<?>> rows(String queue, List<JobReports.Count> counts) {
        return Arrays.stream(JobState.values())
                .map(state -> row(
                        Tags.of("queue", queue, "state", state.label()), JobReports.sum(counts, queue, Set.of(state))));
    }

    /**
     * How many jobs there were.
     *
     * @param counts by queue and state
     * @param at when
     * @param took how long the database took to count
     */
    record Seen(List<JobReports.Count> counts, Instant at, Duration took) {}
}

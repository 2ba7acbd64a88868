package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.AutoScaling;
import io.kyozo.jobs.engine.JobState;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jboss.logging.Logger;

/** Gives queues as many workers as they need. Any number of instances may do so: a change is made by the first. */
public final class ScaleQueues {
    private static final Logger LOG = Logger.getLogger(ScaleQueues.class);
    private static final ScalingStore.Scaled NEVER = new ScalingStore.Scaled(false, Duration.ofDays(1));

    private final AutoScaling policy;
    private final JobEngine engine;
    private final JobReports reports;
    private final ScalingStore store;

    public ScaleQueues(AutoScaling policy, JobEngine engine, JobReports reports, ScalingStore store) {
        this.policy = policy;
        this.engine = engine;
        this.reports = reports;
        this.store = store;
    }

    /** Looks at all queues of this instance, and changes what has to be. */
    public Uni<Void> scale() {
        return Uni.combine()
                .all()
                .unis(reports.counts(), reports.averageWait(), store.scaled())
                .with(Picture::new)
                .chain(this::scaleAll);
    }

    private Uni<Void> scaleAll(Picture picture) {
        return Multi.createFrom()
                .iterable(engine.queues())
                .select()
                .where(queue -> !queue.paused() && !picture.of(queue).fixed())
                .onItem()
                .transformToUniAndConcatenate(queue -> scale(queue, picture))
                .onItem()
                .ignoreAsUni();
    }

    private Uni<Void> scale(QueueStatus queue, Picture picture) {
        int now = queue.concurrency();
        int wanted = policy.workers(picture.seen(queue));
        if (wanted == now) {
            return Uni.createFrom().voidItem();
        }
        return store.scale(queue.queue(), now, wanted)
                .invoke(mine -> {
                    if (mine) {
                        LOG.infof("Queue %s now has %d workers on each instance, not %d", queue.queue(), wanted, now);
                    }
                })
                .replaceWithVoid();
    }

    private record Picture(
            List<JobReports.Count> counts, Map<String, Double> waits, Map<String, ScalingStore.Scaled> scaled) {
        ScalingStore.Scaled of(QueueStatus queue) {
            return scaled.getOrDefault(queue.queue(), NEVER);
        }

        AutoScaling.Seen seen(QueueStatus queue) {
            long ready = JobReports.sum(counts, queue.queue(), Set.of(JobState.AVAILABLE));
            double wait = waits.getOrDefault(queue.queue(), 0.0);
            return new AutoScaling.Seen(
                    queue.concurrency(),
                    queue.active(),
                    ready,
                    Duration.ofMillis((long) (wait * 1000)),
                    of(queue).sinceChange());
        }
    }
}

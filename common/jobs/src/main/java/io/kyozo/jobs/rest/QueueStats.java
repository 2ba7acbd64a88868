package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.QueueStore;
import io.kyozo.jobs.engine.JobState;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One queue.
 *
 * @param queue its name
 * @param jobs by state
 * @param averageWaitSeconds that ready jobs have waited by now
 * @param concurrency that an operator set; null where the configured one holds
 * @param paused whether no jobs are claimed
 */
public record QueueStats(
        String queue,
        Map<String, Long> jobs,
        double averageWaitSeconds,
        @Nullable Integer concurrency,
        boolean paused) {
    static QueueStats of(
            String queue,
            List<JobReports.Count> counts,
            Map<String, Double> waits,
            Map<String, QueueStore.Setting> settings) {
        Map<String, Long> jobs = new TreeMap<>();
        Arrays.stream(JobState.values()).forEach(state -> jobs.put(state.label(), 0L));
        counts.stream()
                .filter(count -> count.queue().equals(queue))
                .forEach(count -> jobs.put(count.state(), count.jobs()));
        QueueStore.Setting set = settings.getOrDefault(queue, QueueStore.Setting.NONE);
        return new QueueStats(queue, jobs, waits.getOrDefault(queue, 0.0), set.concurrency(), set.paused());
    }
}

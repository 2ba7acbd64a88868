package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.QueueStore;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.web.jsonapi.Resource;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A queue, over all instances.
 *
 * @param jobs by state
 * @param averageWaitSeconds that ready jobs have waited by now
 * @param concurrency how many of its jobs each instance runs at once
 * @param configuredConcurrency what that is where no operator set another
 * @param paused whether no jobs are claimed
 * @param jobTypes that are put into it
 */
@RegisterForReflection
public record QueueAttributes(
        Map<String, Long> jobs,
        double averageWaitSeconds,
        int concurrency,
        int configuredConcurrency,
        boolean paused,
        List<String> jobTypes) {
    static Resource<QueueAttributes> resource(String type, KnownQueues.Queue queue, Picture picture) {
        Map<String, Long> jobs = new TreeMap<>();
        Arrays.stream(JobState.values()).forEach(state -> jobs.put(state.label(), 0L));
        picture.counts().stream()
                .filter(count -> count.queue().equals(queue.name()))
                .forEach(count -> jobs.merge(count.state(), count.jobs(), Long::sum));
        QueueStore.Setting set = picture.settings().getOrDefault(queue.name(), QueueStore.Setting.NONE);
        Integer concurrency = set.concurrency();
        QueueAttributes attributes = new QueueAttributes(
                jobs,
                picture.waits().getOrDefault(queue.name(), 0.0),
                concurrency == null ? queue.concurrency() : concurrency,
                queue.concurrency(),
                set.paused(),
                queue.types());
        return Resource.of(type, queue.name(), attributes);
    }

    /** What is known about all queues at one time. */
    record Picture(
            List<JobReports.Count> counts, Map<String, Double> waits, Map<String, QueueStore.Setting> settings) {}
}

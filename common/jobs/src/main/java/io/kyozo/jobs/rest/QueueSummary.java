package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobReports;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The jobs of one queue or of all.
 *
 * @param total all that are live or still kept
 * @param pending that wait for a worker, for their time or for another attempt
 * @param running that workers hold
 * @param completed that are still kept
 * @param failed dead letters
 * @param byType live jobs, by type
 * @param averageWaitSeconds that ready jobs have waited by now
 */
@RegisterForReflection
public record QueueSummary(
        long total,
        long pending,
        long running,
        long completed,
        long failed,
        Map<String, Long> byType,
        double averageWaitSeconds) {
    private static final Set<String> PENDING = Set.of("scheduled", "available", "retryable");

    static QueueSummary of(
            List<JobReports.Count> counts, Map<String, JobReports.Live> live, Map<String, Double> averageWait) {
        Map<String, Long> byType = new TreeMap<>();
        live.forEach((type, jobs) -> byType.put(type, jobs.jobs()));
        double wait = averageWait.values().stream()
                .mapToDouble(Double::doubleValue)
                .average()
                .orElse(0);
        return new QueueSummary(
                sum(
                        counts,
                        Set.of(
                                "scheduled",
                                "available",
                                "retryable",
                                "executing",
                                "completed",
                                "cancelled",
                                "discarded")),
                sum(counts, PENDING),
                sum(counts, Set.of("executing")),
                sum(counts, Set.of("completed")),
                sum(counts, Set.of("discarded")),
                byType,
                wait);
    }

    private static long sum(List<JobReports.Count> counts, Set<String> states) {
        return counts.stream()
                .filter(count -> states.contains(count.state()))
                .mapToLong(JobReports.Count::jobs)
                .sum();
    }
}

package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobReports;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Collection;

/**
 * All workers together.
 *
 * @param processed attempts ended
 * @param succeeded of these, completed
 * @param failed of these, failed
 * @param successRate succeeded of those that succeeded or failed, 0 to 1; 1 where none has
 * @param averageMillis that an attempt took, in milliseconds
 */
@RegisterForReflection
public record WorkerSummary(long processed, long succeeded, long failed, double successRate, double averageMillis) {
    static WorkerSummary of(Collection<JobReports.Totals> totals) {
        JobReports.Worked all = totals.stream()
                .map(JobReports.Totals::work)
                .reduce(new JobReports.Worked("", "", 0, 0, 0, 0), JobReports.Worked::plus);
        return new WorkerSummary(all.processed(), all.succeeded(), all.failed(), rate(all), average(all));
    }

    static double rate(JobReports.Worked work) {
        long ended = work.succeeded() + work.failed();
        return ended == 0 ? 1 : (double) work.succeeded() / ended;
    }

    static double average(JobReports.Worked work) {
        return work.processed() == 0 ? 0 : (double) work.busyMillis() / work.processed();
    }
}

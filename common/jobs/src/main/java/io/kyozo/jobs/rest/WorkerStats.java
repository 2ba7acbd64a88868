package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.JobReports;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What workers have done since the beginning, over all instances. */
public record WorkerStats(List<Entry> workers, Summary summary) {
    static WorkerStats of(List<JobReports.Totals> totals, Map<String, JobReports.Live> live) {
        JobReports.Worked all = totals.stream()
                .map(JobReports.Totals::work)
                .reduce(new JobReports.Worked("", "", 0, 0, 0, 0), JobReports.Worked::plus);
        List<Entry> entries = totals.stream().map(one -> Entry.of(one, live)).toList();
        return new WorkerStats(
                entries, new Summary(all.processed(), all.succeeded(), all.failed(), rate(all), average(all)));
    }

    private static double rate(JobReports.Worked work) {
        long ended = work.succeeded() + work.failed();
        return ended == 0 ? 1 : (double) work.succeeded() / ended;
    }

    private static double average(JobReports.Worked work) {
        return work.processed() == 0 ? 0 : (double) work.busyMillis() / work.processed();
    }

    /**
     * One worker.
     *
     * @param type the job type that it handles
     * @param queue of its jobs
     * @param processed attempts ended
     * @param succeeded of these, completed
     * @param failed of these, failed
     * @param averageMillis that an attempt took, in milliseconds
     * @param lastActiveAt when an attempt last ended; null where none has
     * @param active jobs running now
     */
    public record Entry(
            String type,
            String queue,
            long processed,
            long succeeded,
            long failed,
            double averageMillis,
            @Nullable Instant lastActiveAt,
            long active) {
        static Entry of(JobReports.Totals totals, Map<String, JobReports.Live> live) {
            JobReports.Worked work = totals.work();
            long active = live.getOrDefault(work.type(), JobReports.Live.NONE).running();
            return new Entry(
                    work.type(),
                    work.queue(),
                    work.processed(),
                    work.succeeded(),
                    work.failed(),
                    average(work),
                    totals.lastActiveAt(),
                    active);
        }
    }

    /** All workers together; {@code successRate} is 0 to 1, and 1 where nothing has ended yet. */
    public record Summary(long processed, long succeeded, long failed, double successRate, double averageMillis) {}
}

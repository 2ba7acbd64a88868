package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.Transition;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Sums up what each worker does, and adds it to the totals in the database now and then. */
@ApplicationScoped
class WorkerStatistics {
    private final JobReports reports;
    private Map<String, JobReports.Worked> sums = new HashMap<>();

    WorkerStatistics(JobReports reports) {
        this.reports = reports;
    }

    synchronized void ended(ClaimedJob job, Transition transition, Duration took) {
        boolean failed = transition instanceof Transition.Retry || transition instanceof Transition.Discard;
        boolean succeeded = transition instanceof Transition.Complete;
        JobReports.Worked one = new JobReports.Worked(
                job.type(), job.queue(), 1, succeeded ? 1 : 0, failed ? 1 : 0, Math.max(0, took.toMillis()));
        sums.merge(job.type(), one, JobReports.Worked::plus);
    }

    private synchronized List<JobReports.Worked> take() {
        List<JobReports.Worked> taken = List.copyOf(sums.values());
        sums = new HashMap<>();
        return taken;
    }

    private synchronized void putBack(List<JobReports.Worked> taken) {
        taken.forEach(one -> sums.merge(one.type(), one, JobReports.Worked::plus));
    }

    Uni<Void> flush() {
        List<JobReports.Worked> taken = take();
        return taken.isEmpty()
                ? Uni.createFrom().voidItem()
                : reports.add(taken).onFailure().invoke(failure -> putBack(taken));
    }
}

package io.kyozo.metrics.series.jobs;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.metrics.series.app.KeepDays;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Cares for the partitions of samples. */
@ApplicationScoped
@Worker(type = KeepDaysJob.TYPE, queue = "clean-up", maxAttempts = 2)
class KeepDaysJob implements JobHandler<KeepDaysJob.Args> {
    static final String TYPE = "series.keep-days";

    /** There is nothing to choose. */
    @RegisterForReflection
    record Args() {}

    private final KeepDays days;

    KeepDaysJob(KeepDays days) {
        this.days = days;
    }

    @Override
    public Class<Args> argsType() {
        return Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<Args> job) {
        return days.keep().replaceWith(WorkResult.done());
    }
}

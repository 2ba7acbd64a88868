package io.kyozo.jobs.cdi;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;

/** Of a type that can't be asked for. */
@Worker(type = "test.closed", queue = "metrics", perKey = 1)
public class ClosedHandler implements JobHandler<TestArgs> {
    @Override
    public Class<TestArgs> argsType() {
        return TestArgs.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<TestArgs> job) {
        return Uni.createFrom().item(WorkResult.done());
    }
}

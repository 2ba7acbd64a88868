package io.kyozo.jobs;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;

/** A {@link CronJob} that does its own work and needs to be told nothing. Its name is the {@link Worker}'s type. */
public interface Chore extends JobHandler<Chore.NoArgs>, CronJob {
    /** Does the work once; a failure is retried as the worker's options say. */
    Uni<Void> run();

    @Override
    default JobRequest job() {
        return JobRequest.of(name(), new NoArgs());
    }

    @Override
    default Class<NoArgs> argsType() {
        return NoArgs.class;
    }

    @Override
    default Uni<WorkResult> work(JobExecution<NoArgs> job) {
        return run().replaceWith(WorkResult::done);
    }

    /** A chore's arguments: none. */
    @RegisterForReflection
    record NoArgs() {}
}

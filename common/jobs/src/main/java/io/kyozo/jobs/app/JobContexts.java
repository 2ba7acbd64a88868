package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import java.util.concurrent.Executor;

/** Where handlers run. */
public interface JobContexts {
    /** A context for one attempt: what runs there is ordered, and logs with the job's correlation id. */
    Executor open(ClaimedJob job);

    /** Threads for blocking work. */
    Executor blocking();

    /** Where one worker of a queue does its jobs one after the other. */
    default Lane lane() {
        return new Lane() {
            @Override
            public Executor open(ClaimedJob job) {
                return JobContexts.this.open(job);
            }

            @Override
            public void execute(Runnable task) {
                task.run();
            }
        };
    }

    /** A thread, or what stands for one; a job's own context may be on it, so that it is begun without changing threads. */
    interface Lane extends Executor {
        /** As {@link JobContexts#open}, on this lane where that can be. */
        Executor open(ClaimedJob job);
    }
}

package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import java.util.concurrent.Executor;

/** Where handlers run. */
public interface JobContexts {
    /** A context for one attempt: what runs there is ordered, and logs with the job's correlation id. */
    Executor open(ClaimedJob job);

    /** Threads for blocking work. */
    Executor blocking();
}

package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.Transition;
import java.time.Duration;

/** Hears what the engine does; for measures and alerts. Called on the engine's and the workers' threads: must not block. */
public interface JobObserver {
    /** An attempt is about to begin. */
    void started(ClaimedJob job);

    /** An attempt ended after {@code took}, and what was decided is recorded. */
    void ended(ClaimedJob job, Transition transition, Duration took);

    /** The attempt's lease was lost: its outcome was refused. */
    void lost(ClaimedJob job);

    void rescued(JobStore.Rescued job);
}

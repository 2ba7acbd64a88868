package io.kyozo.jobs.bench;

import io.kyozo.jobs.app.JobObserver;
import io.kyozo.jobs.app.JobStore;
import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.Transition;
import java.time.Duration;

/** Measures nothing: peers do not either. */
final class Silence implements JobObserver {
    @Override
    public void started(ClaimedJob job) {}

    @Override
    public void ended(ClaimedJob job, Transition transition, Duration took) {}

    @Override
    public void lost(ClaimedJob job) {}

    @Override
    public void rescued(JobStore.Rescued job) {}
}

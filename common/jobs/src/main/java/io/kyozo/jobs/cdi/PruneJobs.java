package io.kyozo.jobs.cdi;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Requestable;
import io.kyozo.jobs.Worker;
import io.kyozo.jobs.app.JobHistory;
import io.kyozo.jobs.app.UniqueKeys;
import io.kyozo.jobs.app.WorkflowStore;
import io.kyozo.jobs.engine.JobState;
import io.smallrye.mutiny.Uni;

/**
 * Removes what need not be kept of finished jobs, workflows and unique keys: a cron job of the engine itself, which admins
 * may ask for too.
 */
@Requestable
@Worker(type = PruneJobs.TYPE, queue = "clean-up", maxAttempts = 2)
class PruneJobs implements Chore {
    static final String TYPE = "jobs.prune";

    private final JobsConfig.Retention keep;
    private final JobHistory history;
    private final WorkflowStore workflows;
    private final UniqueKeys uniqueKeys;

    PruneJobs(JobsConfig config, JobHistory history, WorkflowStore workflows, UniqueKeys uniqueKeys) {
        this.keep = config.retention();
        this.history = history;
        this.workflows = workflows;
        this.uniqueKeys = uniqueKeys;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every " + keep.interval();
    }

    @Override
    public Uni<Void> run() {
        return history.prune(JobState.COMPLETED, keep.completed(), keep.age())
                .chain(() -> history.prune(JobState.CANCELLED, keep.cancelled(), keep.age()))
                .chain(() -> history.prune(JobState.DISCARDED, keep.discarded(), keep.age()))
                .chain(() -> workflows.prune(keep.age()))
                .chain(() -> uniqueKeys.prune(keep.age()))
                .replaceWithVoid();
    }
}

package io.kyozo.deployer.cleanup.jobs;

import io.kyozo.deployer.cleanup.app.Reconcile;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Compares what runs with what should. */
@ApplicationScoped
@Worker(type = ReconcileHandler.JOB, queue = "clean-up", maxAttempts = 2, timeout = "PT5M")
class ReconcileHandler implements JobHandler<ReconcileHandler.Args> {
    static final String JOB = "cleanup.reconcile";

    private final Reconcile reconcile;

    ReconcileHandler(Reconcile reconcile) {
        this.reconcile = reconcile;
    }

    /** It takes none. */
    @RegisterForReflection
    record Args() {}

    @Override
    public Class<Args> argsType() {
        return Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<Args> job) {
        return reconcile.reconcile().replaceWith(WorkResult.done());
    }
}

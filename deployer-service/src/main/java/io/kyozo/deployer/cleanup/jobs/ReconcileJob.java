package io.kyozo.deployer.cleanup.jobs;

import io.kyozo.deployer.cleanup.app.CleanupConfig;
import io.kyozo.deployer.cleanup.app.Reconcile;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Compares what runs with what should, every few seconds; ticks missed while nothing ran are made up for at the start. In a
 * queue of its own: what ended must not wait until the nightly clean-up is over.
 */
@ApplicationScoped
@Worker(type = ReconcileJob.TYPE, queue = "reconcile", maxAttempts = 2, backoffBase = "PT1S", timeout = "PT5M")
class ReconcileJob implements Chore {
    static final String TYPE = "cleanup.reconcile";

    private final Reconcile reconcile;
    private final CleanupConfig config;

    ReconcileJob(Reconcile reconcile, CleanupConfig config) {
        this.reconcile = reconcile;
        this.config = config;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every " + config.every();
    }

    @Override
    public Uni<Void> run() {
        return reconcile.reconcile().replaceWithVoid();
    }
}

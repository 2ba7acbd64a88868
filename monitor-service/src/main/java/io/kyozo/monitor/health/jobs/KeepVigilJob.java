package io.kyozo.monitor.health.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.health.app.KeepVigil;
import io.smallrye.mutiny.Uni;

/** Looks for services of which nothing is learnt. */
@Worker(type = KeepVigilJob.TYPE, queue = "health", maxAttempts = 1)
class KeepVigilJob implements Chore {
    static final String TYPE = "health.keep-vigil";

    private final KeepVigil vigil;

    KeepVigilJob(KeepVigil vigil) {
        this.vigil = vigil;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT15S";
    }

    @Override
    public Uni<Void> run() {
        return vigil.look();
    }
}

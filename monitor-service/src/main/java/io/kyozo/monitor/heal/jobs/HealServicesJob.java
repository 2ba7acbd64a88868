package io.kyozo.monitor.heal.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.heal.app.HealServices;
import io.smallrye.mutiny.Uni;

/** Looks for services that a remedy is due for. */
@Worker(type = HealServicesJob.TYPE, queue = "health", maxAttempts = 1)
class HealServicesJob implements Chore {
    static final String TYPE = "heal.heal-services";

    private final HealServices heal;

    HealServicesJob(HealServices heal) {
        this.heal = heal;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT10S";
    }

    @Override
    public Uni<Void> run() {
        return heal.look();
    }
}

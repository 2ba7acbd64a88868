package io.kyozo.monitor.notify.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.notify.app.TellPeople;
import io.smallrye.mutiny.Uni;

/** Looks for what is due to be told. */
@Worker(type = TellPeopleJob.TYPE, queue = "notification", maxAttempts = 1)
class TellPeopleJob implements Chore {
    static final String TYPE = "notify.tell-people";

    private final TellPeople tell;

    TellPeopleJob(TellPeople tell) {
        this.tell = tell;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT5S";
    }

    @Override
    public Uni<Void> run() {
        return tell.look();
    }
}

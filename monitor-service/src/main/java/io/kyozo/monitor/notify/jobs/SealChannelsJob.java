package io.kyozo.monitor.notify.jobs;

import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.notify.app.ChannelStore;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals channels' addresses that are not sealed with the current key, so that an older one can be taken away. */
@ApplicationScoped
@Worker(type = SealChannelsJob.TYPE, queue = "clean-up", maxAttempts = 2)
class SealChannelsJob implements Chore {
    static final String TYPE = "notify.seal-channels";

    private final ChannelStore channels;

    SealChannelsJob(ChannelStore channels) {
        this.channels = channels;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT10M";
    }

    @Override
    public Uni<Void> run() {
        return channels.sealAnew().replaceWithVoid();
    }
}

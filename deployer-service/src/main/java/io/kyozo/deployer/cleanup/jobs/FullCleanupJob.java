package io.kyozo.deployer.cleanup.jobs;

import io.kyozo.deployer.cleanup.app.CleanUp;
import io.kyozo.deployer.cleanup.app.CleanupConfig;
import io.kyozo.deployer.cleanup.app.RequestCleanup;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Cleans up all there is, every night and when it is asked for. */
@ApplicationScoped
@Worker(type = FullCleanupJob.TYPE, queue = "clean-up", maxAttempts = 2, timeout = "PT30M")
public class FullCleanupJob implements Chore {
    static final String TYPE = RequestCleanup.JOB;

    private final CleanUp cleanUp;
    private final CleanupConfig config;

    FullCleanupJob(CleanUp cleanUp, CleanupConfig config) {
        this.cleanUp = cleanUp;
        this.config = config;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return config.nightly();
    }

    @Override
    public Uni<Void> run() {
        return cleanUp.all().replaceWithVoid();
    }
}

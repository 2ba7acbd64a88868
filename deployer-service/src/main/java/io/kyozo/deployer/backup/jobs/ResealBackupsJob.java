package io.kyozo.deployer.backup.jobs;

import io.kyozo.deployer.backup.app.ResealBackups;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Seals backups' keys anew after the installation's key was changed. */
@ApplicationScoped
@Worker(type = ResealBackupsJob.TYPE, queue = "clean-up", maxAttempts = 2, timeout = "PT5M")
class ResealBackupsJob implements Chore {
    static final String TYPE = "backup.reseal";

    private final ResealBackups resealBackups;

    ResealBackupsJob(ResealBackups resealBackups) {
        this.resealBackups = resealBackups;
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
        return resealBackups.reseal();
    }
}

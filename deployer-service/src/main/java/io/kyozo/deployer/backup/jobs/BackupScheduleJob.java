package io.kyozo.deployer.backup.jobs;

import io.kyozo.deployer.backup.app.BackupPolicies;
import io.kyozo.jobs.Chore;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Looks every minute whether backups are due. */
@ApplicationScoped
@Worker(type = BackupScheduleJob.TYPE, queue = "clean-up", maxAttempts = 2, timeout = "PT5M")
class BackupScheduleJob implements Chore {
    static final String TYPE = "backup.schedule";

    private final BackupPolicies policies;

    BackupScheduleJob(BackupPolicies policies) {
        this.policies = policies;
    }

    @Override
    public String name() {
        return TYPE;
    }

    @Override
    public String schedule() {
        return "every PT1M";
    }

    @Override
    public Uni<Void> run() {
        return policies.tick();
    }
}

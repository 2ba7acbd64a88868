package io.kyozo.deployer.backup.jobs;

import io.kyozo.deployer.backup.app.RequestBackup;
import io.kyozo.deployer.backup.app.RestoreBackup;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Restores backups, each as one job. */
@ApplicationScoped
@Worker(type = RequestBackup.RESTORE_JOB, queue = "backup", timeout = "PT3H")
class RestoreBackupHandler implements JobHandler<RequestBackup.Args> {
    private final RestoreBackup restoreBackup;

    RestoreBackupHandler(RestoreBackup restoreBackup) {
        this.restoreBackup = restoreBackup;
    }

    @Override
    public Class<RequestBackup.Args> argsType() {
        return RequestBackup.Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<RequestBackup.Args> job) {
        return restoreBackup.restore(job.args().id());
    }
}

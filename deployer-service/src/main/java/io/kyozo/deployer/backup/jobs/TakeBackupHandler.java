package io.kyozo.deployer.backup.jobs;

import io.kyozo.deployer.backup.app.RequestBackup;
import io.kyozo.deployer.backup.app.TakeBackup;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/** Makes backups, each as one job. */
@ApplicationScoped
@Worker(type = RequestBackup.BACKUP_JOB, queue = "backup", timeout = "PT3H")
class TakeBackupHandler implements JobHandler<RequestBackup.Args> {
    private final TakeBackup takeBackup;

    TakeBackupHandler(TakeBackup takeBackup) {
        this.takeBackup = takeBackup;
    }

    @Override
    public Class<RequestBackup.Args> argsType() {
        return RequestBackup.Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<RequestBackup.Args> job) {
        return takeBackup.take(job.args().id());
    }
}

package io.kyozo.monitor.check.jobs;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.check.app.ProbeJobs;
import io.kyozo.monitor.check.app.ProbeService;
import io.smallrye.mutiny.Uni;

/** One round of probes, as soon as it is asked for. */
@Worker(type = ProbeJobs.PROBE_NOW, queue = "health", maxAttempts = 2, timeout = "PT1M")
class ProbeNowJob implements JobHandler<ProbeJobs.Args> {
    private final ProbeService probe;

    ProbeNowJob(ProbeService probe) {
        this.probe = probe;
    }

    @Override
    public Class<ProbeJobs.Args> argsType() {
        return ProbeJobs.Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<ProbeJobs.Args> job) {
        return probe.probe(job.args().serviceId(), job.args().generation()).replaceWith(WorkResult::done);
    }
}

package io.kyozo.monitor.check.jobs;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.monitor.check.app.CheckConfig;
import io.kyozo.monitor.check.app.ProbeJobs;
import io.kyozo.monitor.check.app.ProbeService;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * One job per service, which sleeps between rounds and ends with its generation. It survives restarts, is never run
 * twice at a time, and goes to another instance where its own one dies.
 */
@ApplicationScoped
@Worker(type = ProbeJobs.PROBE_SERVICE, queue = "health", maxAttempts = 2, timeout = "PT1M")
@RegisterForReflection(targets = ProbeJobs.Args.class)
class ProbeServiceJob implements JobHandler<ProbeJobs.Args> {
    private static final Logger LOG = Logger.getLogger(ProbeServiceJob.class);

    private final ProbeService probe;
    private final CheckConfig config;

    ProbeServiceJob(ProbeService probe, CheckConfig config) {
        this.probe = probe;
        this.config = config;
    }

    @Override
    public Class<ProbeJobs.Args> argsType() {
        return ProbeJobs.Args.class;
    }

    /** A round that could not be judged (the database was away) is left out; the next one comes all the same. */
    @Override
    public Uni<WorkResult> work(JobExecution<ProbeJobs.Args> job) {
        return probe.probe(job.args().serviceId(), job.args().generation())
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("%s could not be probed: %s", job.args().serviceId(), failure))
                .onFailure()
                .recoverWithItem(() -> Optional.of(config.confirmInterval()))
                .map(ProbeServiceJob::result);
    }

    private static WorkResult result(Optional<Duration> pause) {
        return pause.map(WorkResult::snooze).orElseGet(WorkResult::done);
    }
}

package io.kyozo.metrics.collect.jobs;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.Worker;
import io.kyozo.metrics.collect.app.CollectSamples;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.app.SeriesStore;
import io.kyozo.metrics.threshold.app.CheckThresholds;
import io.kyozo.sql.Tx;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** One round of sampling: what it read, and the alerts that follow from it, are committed together with the job. */
@ApplicationScoped
@Worker(type = CollectJob.TYPE, queue = "metrics", maxAttempts = 1, timeout = "PT30S")
class CollectJob implements JobHandler<CollectJob.Args> {
    static final String TYPE = "collect.sample-all";

    /** There is nothing to choose. */
    @RegisterForReflection
    record Args() {}

    private final CollectSamples samples;
    private final SeriesStore series;
    private final CheckThresholds thresholds;

    CollectJob(CollectSamples samples, SeriesStore series, CheckThresholds thresholds) {
        this.samples = samples;
        this.series = series;
        this.thresholds = thresholds;
    }

    @Override
    public Class<Args> argsType() {
        return Args.class;
    }

    @Override
    public Uni<WorkResult> work(JobExecution<Args> job) {
        return samples.collect().chain(round -> job.commit(tx -> keep(tx, round, job.correlationId())));
    }

    private Uni<Void> keep(Tx tx, List<Sample> round, String correlationId) {
        return series.append(tx, round).chain(() -> thresholds.check(tx, round, correlationId));
    }
}

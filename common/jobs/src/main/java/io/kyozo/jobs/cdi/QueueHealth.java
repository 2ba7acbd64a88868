package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.engine.JobState;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * How many jobs wait, run and have failed in each queue that this service serves, as counted a few seconds ago: a probe
 * must not make the database count a million jobs. Always up, since a full queue is no reason to send requests elsewhere.
 */
@Readiness
@ApplicationScoped
class QueueHealth implements HealthCheck {
    private static final Set<JobState> WAITING = Set.of(JobState.SCHEDULED, JobState.AVAILABLE, JobState.RETRYABLE);

    private final QueueGauges gauges;
    private final Handlers handlers;

    QueueHealth(QueueGauges gauges, Handlers handlers) {
        this.gauges = gauges;
        this.handlers = handlers;
    }

    @Override
    public HealthCheckResponse call() {
        QueueGauges.Seen seen = gauges.seen();
        List<JobReports.Count> counts = seen.counts();
        var response = HealthCheckResponse.named("queues")
                .up()
                .withData("responseMillis", seen.took().toMillis())
                .withData("countedAt", seen.at().toString());
        for (String queue : handlers.queues().stream().sorted().toList()) {
            response.withData(queue + ".waiting", JobReports.sum(counts, queue, WAITING))
                    .withData(queue + ".active", JobReports.sum(counts, queue, Set.of(JobState.EXECUTING)))
                    .withData(queue + ".failed", JobReports.sum(counts, queue, Set.of(JobState.DISCARDED)));
        }
        return response.build();
    }
}

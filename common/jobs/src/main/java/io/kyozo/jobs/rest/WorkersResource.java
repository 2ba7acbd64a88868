package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.EngineSettings;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.QueueStatus;
import io.kyozo.jobs.app.QueueStore;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The workers of this service, over all its instances. */
@Path("/api/v1/workers")
@Produces(MediaType.APPLICATION_JSON)
public class WorkersResource {
    private final JobReports reports;
    private final JobEngine engine;
    private final QueueStore queues;
    private final KnownQueues known;

    WorkersResource(JobReports reports, JobEngine engine, QueueStore queues, KnownQueues known) {
        this.reports = reports;
        this.engine = engine;
        this.queues = queues;
        this.known = known;
    }

    /** What each worker has done, and all together. */
    @GET
    @Path("stats")
    @RolesAllowed({"viewer", "operator", "admin"})
    public Uni<WorkerStats> stats() {
        return Uni.combine().all().unis(reports.totals(), reports.liveByType()).with(WorkerStats::of);
    }

    /** How many jobs there are, and how long they wait. */
    @GET
    @Path("queue")
    @RolesAllowed({"viewer", "operator", "admin"})
    public Uni<QueueSummary> queue() {
        return Uni.combine()
                .all()
                .unis(reports.counts(), reports.liveByType(), reports.averageWait())
                .with(QueueSummary::of);
    }

    /** Sets how many jobs of a queue, or of all, each instance runs at once. */
    @POST
    @Path("scale")
    @RolesAllowed("admin")
    public Uni<List<QueueStatus>> scale(@Nullable ScaleRequest request) {
        if (request == null
                || request.targetWorkers() < 1
                || request.targetWorkers() > EngineSettings.MOST_CONCURRENCY) {
            throw new KyozoException(
                    ErrorCode.INVALID_REQUEST, "target_workers must be 1 to " + EngineSettings.MOST_CONCURRENCY);
        }
        String named = request.queue();
        List<String> scaled = named == null ? known.names() : List.of(known.require(named));
        return Multi.createFrom()
                .iterable(scaled)
                .onItem()
                .transformToUniAndConcatenate(queue -> queues.scale(queue, request.targetWorkers()))
                .collect()
                .last()
                .map(done -> engine.queues().stream()
                        .map(status -> scaled.contains(status.queue())
                                ? new QueueStatus(
                                        status.queue(), request.targetWorkers(), status.paused(), status.active())
                                : status)
                        .toList());
    }
}

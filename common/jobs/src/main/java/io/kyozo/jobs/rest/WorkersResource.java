package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.DidYouMean;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.Handlers;
import io.kyozo.jobs.app.JobReports;
import io.kyozo.jobs.app.OperatorActions;
import io.kyozo.jobs.engine.WorkerOptions;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The workers of this service, over all its instances. */
@Path("/api/v1/workers")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class WorkersResource {
    private final JobReports reports;
    private final Handlers handlers;
    private final RequestableTypes requestable;
    private final OperatorActions actions;
    private final QueueDocuments queues;
    private final KnownQueues known;
    private final Operators operators;

    WorkersResource(
            JobReports reports,
            Handlers handlers,
            RequestableTypes requestable,
            OperatorActions actions,
            QueueDocuments queues,
            KnownQueues known,
            Operators operators) {
        this.reports = reports;
        this.handlers = handlers;
        this.requestable = requestable;
        this.actions = actions;
        this.queues = queues;
        this.known = known;
        this.operators = operators;
    }

    /** What each worker has done; {@code meta.summary} says what all of them have. */
    @GET
    @Path("stats")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<WorkerAttributes>>>> stats() {
        return workers()
                .map(found ->
                        new Document<>(found.workers(), Map.of(), Map.of("summary", WorkerSummary.of(found.totals()))));
    }

    /** One worker. */
    @GET
    @Path("{type}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<WorkerAttributes>>> read(String type) {
        return workers()
                .map(found -> found.workers().stream()
                        .filter(worker -> worker.id().equals(type))
                        .findFirst()
                        .map(Document::of)
                        .orElseThrow(() -> unknown(type, found.workers())));
    }

    private static KyozoException unknown(String type, List<Resource<WorkerAttributes>> workers) {
        List<String> there = workers.stream().map(Resource::id).toList();
        return new KyozoException(
                ErrorCode.NOT_FOUND, "There is no worker \"" + type + "\"" + DidYouMean.hint(type, there));
    }

    /** How many jobs there are, and how long they wait. */
    @GET
    @Path("queue")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<QueueSummary>>> queue() {
        return Uni.combine()
                .all()
                .unis(reports.counts(), reports.liveByType(), reports.averageWait())
                .with(QueueSummary::of)
                .map(summary -> Document.of(Resource.of("queue-summaries", "all", summary)));
    }

    /** Sets how many jobs of a queue, or of all, each instance runs at once; holds for all instances and over restarts. */
    @POST
    @Path("scale")
    @RolesAllowed(Roles.ADMIN)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<Document<List<Resource<QueueAttributes>>>> scale(
            @Valid @NotNull(message = "must be {\"target_workers\": …}") ScaleRequest request) {
        String named = request.queue();
        List<KnownQueues.Queue> scaled = named == null ? known.all() : List.of(known.require(named));
        List<String> names = scaled.stream().map(KnownQueues.Queue::name).toList();
        return actions.scale(operators.current(), names, request.targetWorkers())
                .chain(() -> queues.of(scaled));
    }

    /** Takes back what was set for a queue, or for all: what is configured, or auto-scaling, decides again. */
    @DELETE
    @Path("scale")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<List<Resource<QueueAttributes>>>> unscale(@QueryParam("queue") @Nullable String named) {
        List<KnownQueues.Queue> scaled = named == null ? known.all() : List.of(known.require(named));
        List<String> names = scaled.stream().map(KnownQueues.Queue::name).toList();
        return actions.scale(operators.current(), names, null).chain(() -> queues.of(scaled));
    }

    private Uni<Workers> workers() {
        return Uni.combine().all().unis(reports.totals(), reports.liveByType()).with(this::workers);
    }

    /** Also those that have done nothing yet; of those that are no more, only what they did counts. */
    private Workers workers(List<JobReports.Totals> totals, Map<String, JobReports.Live> live) {
        List<Resource<WorkerAttributes>> workers = handlers.all().stream()
                .map(Handlers.Entry::options)
                .sorted(Comparator.comparing(WorkerOptions::type))
                .map(options -> WorkerAttributes.resource(
                        options,
                        requestable.contains(options.type()),
                        totals(options, totals),
                        live.getOrDefault(options.type(), JobReports.Live.NONE)))
                .toList();
        return new Workers(workers, totals);
    }

    private static JobReports.Totals totals(WorkerOptions options, List<JobReports.Totals> all) {
        return all.stream()
                .filter(one -> one.work().type().equals(options.type()))
                .findFirst()
                .orElseGet(() -> new JobReports.Totals(
                        new JobReports.Worked(options.type(), options.queue(), 0, 0, 0, 0), null));
    }

    private record Workers(List<Resource<WorkerAttributes>> workers, List<JobReports.Totals> totals) {}
}

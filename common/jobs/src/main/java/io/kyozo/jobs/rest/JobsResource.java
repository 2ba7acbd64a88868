package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.JobCatalog;
import io.kyozo.jobs.app.JobFilter;
import io.kyozo.jobs.app.JobRecord;
import io.kyozo.jobs.app.Operator;
import io.kyozo.jobs.app.OperatorActions;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** The jobs of this service: finding them, asking for them, handling them. */
@Path("/api/v1/jobs")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class JobsResource {
    private final JobCatalog catalog;
    private final OperatorActions actions;
    private final RequestableTypes types;
    private final Operators operators;

    JobsResource(JobCatalog catalog, OperatorActions actions, RequestableTypes types, Operators operators) {
        this.catalog = catalog;
        this.actions = actions;
        this.types = types;
        this.operators = operators;
    }

    /**
     * A page of the caller's jobs, live and finished, newest first; filters are {@code queue}, {@code type}, {@code state},
     * {@code correlation} and {@code search}, which looks into type, arguments, errors and unique key.
     */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<JobAttributes>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        JobFilter filter = JobQuery.read(uri, operators.scope());
        return catalog.list(filter, page.fetch(), page.cursor())
                .map(rows -> Pages.of(uri, page, rows, JobAttributes::resource));
    }

    /** One job, with its attempts and what they failed of. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<JobAttributes>>> read(UUID id) {
        return find(id).map(JobsResource::document);
    }

    /** Enqueues a job of one of the types that allow it, for the caller's team. */
    @POST
    @Idempotent
    @RolesAllowed(Roles.ADMIN)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<RestResponse<Document<Resource<JobAttributes>>>> enqueue(
            @Valid @NotNull Submission<NewJobAttributes> submission) {
        NewJobAttributes wanted = submission.attributes(JobAttributes.TYPE);
        Object args = types.read(wanted.jobType(), wanted.args().toString());
        Operator operator = operators.current();
        return actions.enqueue(operator, wanted.request(args, operator.scope().team(), operator.correlationId()))
                .chain(this::find)
                .map(JobsResource::created);
    }

    private static RestResponse<Document<Resource<JobAttributes>>> created(JobRecord job) {
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, document(job))
                .location(URI.create("/api/v1/jobs/" + job.id()))
                .build();
    }

    /** Calls a job off, for {@code reason}: a waiting one is cancelled at once, a running one is told and ends when it can. */
    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<JobAttributes>>> cancel(
            UUID id,
            @QueryParam("reason") @Size(max = 500, message = "must have at most 500 characters") @Nullable
                    String said) {
        Operator operator = operators.current();
        String reason = said == null || said.isBlank() ? "called off by " + operator.actor() : said;
        return find(id).invoke(job -> require(!job.state().isFinal(), job, "is over"))
                .chain(job -> actions.cancel(operator, id, reason))
                .chain(() -> find(id))
                .map(JobsResource::document);
    }

    /** Makes a dead letter available again, with all its attempts. */
    @POST
    @Path("{id}/retry")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<JobAttributes>>> retry(UUID id) {
        Operator operator = operators.current();
        return find(id).invoke(job -> require(job.state() == JobState.DISCARDED, job, "is no dead letter"))
                .chain(job ->
                        actions.retry(operator, JobFilter.of(operator.scope()).id(id)))
                .chain(count ->
                        find(id).invoke(job -> require(count == 1, job, "waits: a live job has its unique key")))
                .map(JobsResource::document);
    }

    /** Removes a dead letter for good. */
    @POST
    @Path("{id}/discard")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<Handled>>> discard(UUID id) {
        Operator operator = operators.current();
        return find(id).invoke(job -> require(job.state() == JobState.DISCARDED, job, "is no dead letter"))
                .chain(job ->
                        actions.discard(operator, JobFilter.of(operator.scope()).id(id)))
                .map(count -> Handled.document("discard", id.toString(), count));
    }

    /** Makes all dead letters that the filters mean available again. */
    @POST
    @Path("retry")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<Handled>>> retryAll(@Context UriInfo uri) {
        Operator operator = operators.current();
        return actions.retry(operator, JobQuery.narrowed(uri, operator.scope()))
                .map(count -> Handled.document("retry", "jobs", count));
    }

    /** Removes all dead letters that the filters mean for good. */
    @POST
    @Path("discard")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<Handled>>> discardAll(@Context UriInfo uri) {
        Operator operator = operators.current();
        return actions.discard(operator, JobQuery.narrowed(uri, operator.scope()))
                .map(count -> Handled.document("discard", "jobs", count));
    }

    private Uni<JobRecord> find(UUID id) {
        return catalog.find(operators.scope(), id)
                .map(found -> found.orElseThrow(
                        () -> new KyozoException(ErrorCode.NOT_FOUND, "There is no job " + id + ".")));
    }

    private static void require(boolean holds, JobRecord job, String otherwise) {
        if (!holds) {
            throw new KyozoException(ErrorCode.CONFLICT, "The job " + job.id() + " " + otherwise + ".")
                    .with("state", job.state().label());
        }
    }

    private static Document<Resource<JobAttributes>> document(JobRecord job) {
        return Document.of(JobAttributes.resource(job));
    }
}

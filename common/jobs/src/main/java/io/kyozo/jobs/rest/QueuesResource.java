package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.JobCatalog;
import io.kyozo.jobs.app.JobFilter;
import io.kyozo.jobs.app.Operator;
import io.kyozo.jobs.app.OperatorActions;
import io.kyozo.jobs.engine.JobState;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** The queues of this service: counts, dead letters, pause and resume. Also served as {@code /queues}. */
@Path("/api/v1/queues")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class QueuesResource {
    private final JobCatalog catalog;
    private final OperatorActions actions;
    private final QueueDocuments documents;
    private final KnownQueues known;
    private final Operators operators;

    QueuesResource(
            JobCatalog catalog,
            OperatorActions actions,
            QueueDocuments documents,
            KnownQueues known,
            Operators operators) {
        this.catalog = catalog;
        this.actions = actions;
        this.documents = documents;
        this.known = known;
        this.operators = operators;
    }

    /** All of them. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<QueueAttributes>>>> list() {
        return documents.of(known.all());
    }

    @GET
    @Path("{name}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<QueueAttributes>>> read(String name) {
        return documents.of(QueueDocuments.TYPE, known.require(name));
    }

    /** How many jobs are in each state, how long the ready ones have waited, and how the queue is set. */
    @GET
    @Path("{name}/stats")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<QueueAttributes>>> stats(String name) {
        return documents.of("queue-stats", known.require(name));
    }

    /** A page of the queue's dead letters, newest first. */
    @GET
    @Path("{name}/failed")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<JobAttributes>>>> failed(
            String name, @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return catalog.list(letters(name, operators.current()), page.fetch(), page.cursor())
                .map(rows -> Pages.of(uri, page, rows, JobAttributes::resource));
    }

    /** Makes one dead letter available again. */
    @POST
    @Path("{name}/retry/{jobId}")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<Handled>>> retry(String name, UUID jobId) {
        Operator operator = operators.current();
        return actions.retry(operator, letters(name, operator).id(jobId))
                .invoke(count -> requireFound(count, jobId))
                .map(count -> Handled.document("retry", jobId.toString(), count));
    }

    /** Makes all dead letters of the queue that the caller may handle available again. */
    @POST
    @Path("{name}/retry-failed")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<Handled>>> retryFailed(String name) {
        Operator operator = operators.current();
        return actions.retry(operator, letters(name, operator)).map(count -> Handled.document("retry", name, count));
    }

    /** Removes a dead letter for good. */
    @DELETE
    @Path("{name}/failed/{jobId}")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Void> discard(String name, UUID jobId) {
        Operator operator = operators.current();
        return actions.discard(operator, letters(name, operator).id(jobId))
                .invoke(count -> requireFound(count, jobId))
                .replaceWithVoid();
    }

    private JobFilter letters(String name, Operator operator) {
        return JobFilter.of(operator.scope()).queue(known.require(name).name()).states(Set.of(JobState.DISCARDED));
    }

    private static void requireFound(int count, UUID jobId) {
        if (count == 0) {
            throw new KyozoException(
                    ErrorCode.NOT_FOUND,
                    "There is no dead letter " + jobId + " in this queue, or a live job has its unique key.");
        }
    }

    /** Stops the claiming of jobs, on all instances and until resumed; what runs is finished. */
    @POST
    @Path("{name}/pause")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<List<Resource<QueueAttributes>>>> pause(String name) {
        return pause(List.of(known.require(name)), true);
    }

    @POST
    @Path("{name}/resume")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<List<Resource<QueueAttributes>>>> resume(String name) {
        return pause(List.of(known.require(name)), false);
    }

    /** Pauses all queues. */
    @POST
    @Path("pause")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<List<Resource<QueueAttributes>>>> pauseAll() {
        return pause(known.all(), true);
    }

    /** Resumes all queues. */
    @POST
    @Path("resume")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<List<Resource<QueueAttributes>>>> resumeAll() {
        return pause(known.all(), false);
    }

    private Uni<Document<List<Resource<QueueAttributes>>>> pause(List<KnownQueues.Queue> which, boolean paused) {
        List<String> names = which.stream().map(KnownQueues.Queue::name).toList();
        return actions.pause(operators.current(), names, paused).chain(() -> documents.of(which));
    }
}

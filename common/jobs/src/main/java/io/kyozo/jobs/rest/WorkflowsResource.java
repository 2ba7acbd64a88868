package io.kyozo.jobs.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.jobs.app.Operator;
import io.kyozo.jobs.app.OperatorActions;
import io.kyozo.jobs.app.WorkflowStore;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/** Workflows and batches: following them, calling them off. */
@Path("/api/v1/workflows")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class WorkflowsResource {
    private final WorkflowStore workflows;
    private final OperatorActions actions;
    private final Operators operators;

    WorkflowsResource(WorkflowStore workflows, OperatorActions actions, Operators operators) {
        this.workflows = workflows;
        this.actions = actions;
        this.operators = operators;
    }

    /** A page of the caller's, newest first. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<WorkflowAttributes>>>> list(
            @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return workflows
                .list(operators.scope(), page.fetch(), page.cursor())
                .map(rows -> Pages.of(uri, page, rows, WorkflowAttributes::resource));
    }

    /** One workflow, with its steps and their jobs. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<WorkflowAttributes>>> read(UUID id) {
        return find(id).chain(workflow ->
                workflows.steps(id).map(steps -> Document.of(WorkflowAttributes.resource(workflow, steps))));
    }

    /** Calls a workflow off, with all that grew out of it. */
    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<Resource<WorkflowAttributes>>> cancel(UUID id) {
        Operator operator = operators.current();
        return find(id).chain(workflow -> actions.cancelWorkflow(operator, id, "called off by " + operator.actor()))
                .chain(() -> read(id));
    }

    private Uni<WorkflowStore.Summary> find(UUID id) {
        return workflows
                .find(operators.scope(), id)
                .map(found -> found.orElseThrow(
                        () -> new KyozoException(ErrorCode.NOT_FOUND, "There is no workflow " + id + ".")));
    }
}

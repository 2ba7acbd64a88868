package io.kyozo.jobs.rest;

import io.kyozo.jobs.app.OperatorLog;
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
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;

/** What operators did to jobs and queues. */
@Path("/api/v1/operator-actions")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class OperatorActionsResource {
    private final OperatorLog log;
    private final Operators operators;

    OperatorActionsResource(OperatorLog log, Operators operators) {
        this.log = log;
        this.operators = operators;
    }

    /** A page of the audit, newest first. */
    @GET
    @RolesAllowed(Roles.ADMIN)
    public Uni<Document<List<Resource<ActionAttributes>>>> list(
            @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return log.list(operators.scope(), page.fetch(), page.cursor())
                .map(rows -> Pages.of(uri, page, rows, ActionAttributes::resource));
    }
}

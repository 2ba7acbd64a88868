package io.kyozo.monitor.health.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.contracts.state.HealthStatus;
import io.kyozo.monitor.health.app.HealthFilter;
import io.kyozo.monitor.health.app.HealthStore;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.Filters;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Health of the caller's services. */
@Path("/api/v1/health-checks")
@Produces(Document.MEDIA_TYPE)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Health")
public class HealthCheckResource {
    private final HealthStore store;
    private final Caller caller;

    HealthCheckResource(HealthStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Health of all services; filters: workspace, status")
    public Uni<Document<List<Resource<HealthCheckView>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        Filters filters = Filters.of(uri, "workspace", "status");
        HealthFilter filter =
                new HealthFilter(filters.uuid("workspace"), filters.constant("status", HealthStatus.class));
        return store.list(caller.teamId(), filter, page.cursor(), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, HealthCheckView::resource));
    }

    @GET
    @Path("/{serviceId}")
    @Operation(summary = "Health of one service")
    public Uni<Document<Resource<HealthCheckView>>> get(@PathParam("serviceId") UUID serviceId) {
        return store.find(caller.teamId(), serviceId)
                .map(found -> found.map(HealthCheckView::resource)
                        .map(Document::of)
                        .orElseThrow(() -> new KyozoException(
                                ErrorCode.NOT_FOUND, "There is no service with this id that is being watched.")));
    }

    @GET
    @Path("/{serviceId}/events")
    @Operation(summary = "How a service's health has changed, newest first; kept when the service is gone")
    public Uni<Document<List<Resource<HealthEventView>>>> events(
            @PathParam("serviceId") UUID serviceId, @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return store.events(caller.teamId(), serviceId, page.cursor(), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, HealthEventView::resource));
    }
}

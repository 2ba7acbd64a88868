package io.kyozo.monitor.alert.rest;

import io.kyozo.monitor.alert.app.AlertStore;
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
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Alerts of the caller's services. */
@Path("/api/v1/health-alerts")
@Produces(Document.MEDIA_TYPE)
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Health")
public class AlertResource {
    private final AlertStore store;
    private final Caller caller;

    AlertResource(AlertStore store, Caller caller) {
        this.store = store;
        this.caller = caller;
    }

    @GET
    @Operation(summary = "Alerts, newest first; filter[open]=true for those that hold")
    public Uni<Document<List<Resource<AlertView>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        boolean open =
                Filters.of(uri, "open").text("open").map(Boolean::parseBoolean).orElse(false);
        return store.list(caller.teamId(), open, page.cursor(), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, AlertView::resource));
    }
}

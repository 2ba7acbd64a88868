package io.kyozo.monitor.notify.rest;

import io.kyozo.monitor.alert.rest.AlertView;
import io.kyozo.monitor.notify.app.ChangeNotifications;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Takes alerts on. */
@Path("/api/v1/health-alerts")
@Produces(Document.MEDIA_TYPE)
@Tag(name = "Health")
public class AcknowledgeResource {
    private final ChangeNotifications change;

    AcknowledgeResource(ChangeNotifications change) {
        this.change = change;
    }

    @POST
    @Path("/{id}/acknowledge")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Takes an open alert on: it is neither told again nor escalated")
    public Uni<Document<Resource<AlertView>>> acknowledge(UUID id) {
        return change.acknowledge(id).map(AlertView::resource).map(Document::of);
    }
}

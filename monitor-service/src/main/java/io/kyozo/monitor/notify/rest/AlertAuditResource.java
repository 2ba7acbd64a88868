package io.kyozo.monitor.notify.rest;

import io.kyozo.monitor.notify.app.Audit;
import io.kyozo.web.auth.Caller;
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
import jakarta.ws.rs.core.UriInfo;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Who changed what about alerts and who is told of them. */
@Path("/api/v1/alert-audit")
@Produces(Document.MEDIA_TYPE)
@Tag(name = "Health")
public class AlertAuditResource {
    private final Audit audit;
    private final Caller caller;

    AlertAuditResource(Audit audit, Caller caller) {
        this.audit = audit;
        this.caller = caller;
    }

    @GET
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Who changed channels and silences and took alerts on, newest first")
    public Uni<Document<List<Resource<AuditView>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return audit.list(caller.teamId(), page.cursor(), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, AuditView::resource));
    }

    /** An entry of the audit trail; see {@link Audit.Entry}. */
    public record AuditView(String actor, String action, UUID target, String detail, Instant at, String correlationId) {
        static Resource<AuditView> resource(Audit.Entry entry) {
            AuditView view = new AuditView(
                    entry.actor(), entry.action(), entry.target(), entry.detail(), entry.at(), entry.correlationId());
            return Resource.of("alert-audit", entry.id(), view);
        }
    }
}

package io.kyozo.deployer.cleanup.rest;

import io.kyozo.deployer.cleanup.app.CleanUp;
import io.kyozo.deployer.cleanup.app.MaintenanceStore;
import io.kyozo.deployer.cleanup.app.RequestCleanup;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.jboss.resteasy.reactive.RestResponse;

/** What the clean-up would remove and what it removed; concerns the whole installation, so it is for admins. */
@Path("/api/v1/cleanup")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@RolesAllowed(Roles.ADMIN)
public class CleanupResource {
    private static final String TYPE = "cleanups";
    private static final int REPORTS = 20;

    private final Caller caller;
    private final CleanUp cleanUp;
    private final MaintenanceStore maintenance;
    private final RequestCleanup requestCleanup;

    CleanupResource(Caller caller, CleanUp cleanUp, MaintenanceStore maintenance, RequestCleanup requestCleanup) {
        this.caller = caller;
        this.cleanUp = cleanUp;
        this.maintenance = maintenance;
        this.requestCleanup = requestCleanup;
    }

    /** The dry run: what would be removed, and what it takes. */
    @GET
    public Uni<Document<Resource<CleanupView>>> preview() {
        return cleanUp.preview()
                .map(waste -> Document.of(Resource.of(TYPE, "preview", CleanupView.preview(waste, caller.teamId()))));
    }

    /** Cleans up soon; the report comes when it is done. */
    @POST
    @Idempotent
    public Uni<RestResponse<Void>> run() {
        return requestCleanup.request().replaceWith(RestResponse.accepted());
    }

    /** The last reports, newest first. */
    @GET
    @Path("reports")
    public Uni<Document<List<Resource<CleanupView>>>> reports() {
        return maintenance
                .reports(REPORTS)
                .map(found -> Document.of(found.stream()
                        .map(report -> Resource.of(TYPE, report.id(), CleanupView.of(report, caller.teamId())))
                        .toList()));
    }
}

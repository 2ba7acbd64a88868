package io.kyozo.deployer.backup.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.backup.app.BackupStore;
import io.kyozo.deployer.backup.app.RemoveBackup;
import io.kyozo.deployer.backup.app.RequestBackup;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
import io.kyozo.web.page.Filters;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** Backups of services' data. */
@Path("/api/v1/backups")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class BackupResource {
    private final Caller caller;
    private final BackupStore backups;
    private final RequestBackup requestBackup;
    private final RemoveBackup removeBackup;

    BackupResource(Caller caller, BackupStore backups, RequestBackup requestBackup, RemoveBackup removeBackup) {
        this.caller = caller;
        this.backups = backups;
        this.requestBackup = requestBackup;
        this.removeBackup = removeBackup;
    }

    /** The team's backups, newest first; {@code filter[workspace]} and {@code filter[service]} (an id) choose among them. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<BackupView>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        Filters filters = Filters.of(uri, "workspace", "service");
        var selection = new BackupStore.Selection(
                caller.teamId(),
                filters.uuid("workspace").orElse(null),
                filters.uuid("service").orElse(null));
        return backups.page(selection, page.fetch(), page.cursor().orElse(null))
                .map(found -> Pages.of(uri, page, found, BackupView::resource));
    }

    /** One backup. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<BackupView>>> get(UUID id) {
        UUID team = caller.teamId();
        return backups.find(id)
                .map(found -> found.filter(backup -> backup.owner().teamId().equals(team))
                        .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such backup.")))
                .map(backup -> Document.of(BackupView.resource(backup)));
    }

    /** Removes a backup for good. */
    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.ADMIN)
    public Uni<Void> remove(UUID id) {
        return removeBackup.remove(caller.teamId(), id);
    }

    /** Puts the backup in the place of its service's data, which is lost. It must be confirmed with the service's name. */
    @POST
    @Path("{id}/restore")
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<RestResponse<Document<Resource<RestoreView>>>> restore(
            UUID id, @Valid @NotNull Submission<RestoreWish> submission) {
        RestoreWish wish = submission.attributes(RestoreView.TYPE);
        return requestBackup
                .restore(caller.teamId(), id, wish.confirm(), caller.subject())
                .map(restore -> RestResponse.ResponseBuilder.create(
                                RestResponse.Status.ACCEPTED, Document.of(RestoreView.resource(restore)))
                        .build());
    }
}

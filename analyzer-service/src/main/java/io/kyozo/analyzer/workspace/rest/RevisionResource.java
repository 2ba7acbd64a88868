package io.kyozo.analyzer.workspace.rest;

import io.kyozo.analyzer.workspace.Revision;
import io.kyozo.analyzer.workspace.app.RevisionQueries;
import io.kyozo.analyzer.workspace.app.UploadRevision;
import io.kyozo.analyzer.workspace.app.Workspaces;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.page.PageQuery;
import io.kyozo.web.page.Pages;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.resteasy.reactive.RestQuery;
import org.jboss.resteasy.reactive.RestResponse;

/** Revisions: folders as they were uploaded. */
@Path("/api/v1")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class RevisionResource {
    private final Workspaces workspaces;
    private final UploadRevision uploads;
    private final RevisionQueries revisions;
    private final Caller caller;

    RevisionResource(Workspaces workspaces, UploadRevision uploads, RevisionQueries revisions, Caller caller) {
        this.workspaces = workspaces;
        this.uploads = uploads;
        this.revisions = revisions;
        this.caller = caller;
    }

    /** Takes an archive in and answers at once; the revision's state tells how far its analysis is. */
    @POST
    @Path("workspaces/{id}/revisions")
    @Idempotent
    @Blocking
    @RolesAllowed(Roles.OPERATOR)
    @Consumes({
        "application/x-tar",
        "application/gzip",
        "application/x-gzip",
        "application/zip",
        MediaType.APPLICATION_OCTET_STREAM
    })
    public Uni<RestResponse<Document<Resource<RevisionAttributes>>>> upload(
            UUID id, @RestQuery @DefaultValue("false") boolean deploy, InputStream archive) {
        var order = new UploadRevision.Order(caller.subject(), caller.correlationId(), deploy);
        return onEventLoop(() -> workspaces.find(id))
                .chain(workspace -> uploads.upload(workspace, archive, order))
                .map(RevisionResource::accepted);
    }

    /** The body is read on a worker thread, but a session of the database belongs to the request's event loop. */
    private static <T> Uni<T> onEventLoop(Supplier<Uni<T>> work) {
        Context context = Vertx.currentContext();
        return Uni.createFrom()
                .voidItem()
                .emitOn(task -> context.runOnContext(ignored -> task.run()))
                .chain(work::get);
    }

    private static RestResponse<Document<Resource<RevisionAttributes>>> accepted(Revision revision) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.ACCEPTED, Document.of(RevisionAttributes.resource(revision)))
                .location(URI.create("/api/v1/revisions/" + revision.id()))
                .build();
    }

    @GET
    @Path("workspaces/{id}/revisions")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<RevisionAttributes>>>> list(
            UUID id, @Valid @BeanParam PageQuery page, @jakarta.ws.rs.core.Context UriInfo uri) {
        return workspaces
                .find(id)
                .chain(workspace -> revisions.list(caller.teamId(), id, page.cursor(), page.fetch()))
                .map(rows -> Pages.of(uri, page, rows, RevisionAttributes::resource));
    }

    @GET
    @Path("revisions/{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<RevisionAttributes>>> get(UUID id) {
        return revisions
                .findOne(caller.teamId(), id)
                .map(found -> found.orElseThrow(
                        () -> new KyozoException(ErrorCode.NOT_FOUND, "There is no revision " + id + ".")))
                .map(RevisionAttributes::resource)
                .map(Document::of);
    }
}

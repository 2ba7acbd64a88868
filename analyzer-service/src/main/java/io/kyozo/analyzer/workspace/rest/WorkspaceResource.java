package io.kyozo.analyzer.workspace.rest;

import io.kyozo.analyzer.workspace.app.Workspaces;
import io.kyozo.contracts.Slug;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.sql.SqlFault;
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
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** The team's workspaces. Its path is that of the revisions too: of two classes, only the one with the longer path is asked. */
@Path("/api/v1")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class WorkspaceResource {
    private final Workspaces workspaces;

    WorkspaceResource(Workspaces workspaces) {
        this.workspaces = workspaces;
    }

    /** A page of them, newest first; {@code filter[name]} finds one by its name. */
    @GET
    @Path("workspaces")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<WorkspaceAttributes>>>> list(
            @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        Filters filters = Filters.of(uri, "name");
        return workspaces
                .list(page.cursor(), filters.text("name"), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, WorkspaceAttributes::resource));
    }

    /** Makes a workspace (201), or finds the one that has this name already (200). */
    @POST
    @Path("workspaces")
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    public Uni<RestResponse<Document<Resource<WorkspaceAttributes>>>> create(
            @Valid @NotNull Submission<WorkspaceAttributes.Create> submission) {
        WorkspaceAttributes.Create wanted = submission.attributes(WorkspaceAttributes.TYPE);
        String name = validName(wanted.name());
        String title = Objects.requireNonNullElse(wanted.title(), "");
        return workspaces
                .findOrCreate(name, title)
                // Somebody else made it at the same moment: now it is found.
                .onFailure(failure -> SqlFault.of(failure) == SqlFault.UNIQUE_VIOLATION)
                .recoverWithUni(() -> workspaces.findOrCreate(name, title))
                .map(WorkspaceResource::answer);
    }

    private static RestResponse<Document<Resource<WorkspaceAttributes>>> answer(Workspaces.FindOrCreate outcome) {
        var document = Document.of(WorkspaceAttributes.resource(outcome.workspace()));
        if (!outcome.created()) {
            return RestResponse.ok(document);
        }
        URI location = URI.create("/api/v1/workspaces/" + outcome.workspace().id());
        return RestResponse.ResponseBuilder.create(RestResponse.Status.CREATED, document)
                .location(location)
                .build();
    }

    private static String validName(String name) {
        if (!Slug.isValid(name)) {
            throw new KyozoException(
                            ErrorCode.INVALID_REQUEST,
                            "\"/data/attributes/name\" must have 1 to 40 of a-z, 0-9 and -, and begin and end with a letter"
                                    + " or a digit, such as \"" + Slug.of(name, "my-app") + "\".")
                    .with("pointer", "/data/attributes/name");
        }
        return name;
    }

    @GET
    @Path("workspaces/{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<WorkspaceAttributes>>> get(UUID id) {
        return workspaces.find(id).map(WorkspaceAttributes::resource).map(Document::of);
    }

    /** Changes the title; the name stays, because addresses are made of it. */
    @PATCH
    @Path("workspaces/{id}")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Document<Resource<WorkspaceAttributes>>> change(
            UUID id, @Valid @NotNull Submission<WorkspaceAttributes.Change> submission) {
        return workspaces
                .retitle(id, submission.attributes(WorkspaceAttributes.TYPE).title())
                .map(WorkspaceAttributes::resource)
                .map(Document::of);
    }

    /** Removes the workspace and its revisions; what runs of it is removed by those who hear of it. */
    @DELETE
    @Path("workspaces/{id}")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Void> remove(UUID id) {
        return workspaces.remove(id);
    }
}

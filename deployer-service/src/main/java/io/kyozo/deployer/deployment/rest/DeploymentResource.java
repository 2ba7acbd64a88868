package io.kyozo.deployer.deployment.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.deployment.Deployment;
import io.kyozo.deployer.deployment.app.CancelDeployment;
import io.kyozo.deployer.deployment.app.DeploymentStore;
import io.kyozo.deployer.logs.app.DeploymentLogStore;
import io.kyozo.deployer.service.app.ReplicaStore;
import io.kyozo.deployer.service.app.ServiceStore;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;
import org.jspecify.annotations.Nullable;

/** Deployments: asking for them, following them, calling them off. */
@Path("/api/v1/deployments")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class DeploymentResource {
    private final Caller caller;
    private final DeploymentStore deployments;
    private final DeploymentLogStore logs;
    private final ServiceStore services;
    private final ReplicaStore replicas;
    private final WishTaker wishes;
    private final CancelDeployment cancelDeployment;

    DeploymentResource(
            Caller caller,
            DeploymentStore deployments,
            DeploymentLogStore logs,
            ServiceStore services,
            ReplicaStore replicas,
            WishTaker wishes,
            CancelDeployment cancelDeployment) {
        this.caller = caller;
        this.deployments = deployments;
        this.logs = logs;
        this.services = services;
        this.replicas = replicas;
        this.wishes = wishes;
        this.cancelDeployment = cancelDeployment;
    }

    /** The team's deployments, newest first; {@code filter[workspace]} and {@code filter[revision]} choose among them. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<DeploymentView>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        Filters filters = Filters.of(uri, "workspace", "revision");
        @Nullable UUID workspace = filters.uuid("workspace").orElse(null);
        @Nullable UUID revision = filters.uuid("revision").orElse(null);
        var selection = new DeploymentStore.Selection(caller.teamId(), workspace, revision);
        return deployments
                .page(selection, page.fetch(), page.cursor().orElse(null))
                .map(found -> Pages.of(uri, page, found, DeploymentView::resource));
    }

    /** One deployment, with the services of its workspace as they are now. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<DeploymentView>>> get(UUID id) {
        return own(id).chain(this::document);
    }

    /** Asks for a deployment, or for an action on what runs; it begins at once, or after the one before. */
    @POST
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<RestResponse<Document<Resource<DeploymentView>>>> request(
            @Valid @NotNull Submission<DeploymentWish> submission) {
        DeploymentWish wish = submission.attributes(DeploymentView.TYPE);
        return wishes.take(caller.teamId(), wish, caller.subject(), caller.correlationId())
                .chain(this::document)
                .map(document -> RestResponse.ResponseBuilder.create(RestResponse.Status.ACCEPTED, document)
                        .location(URI.create(
                                "/api/v1/deployments/" + document.data().id()))
                        .build());
    }

    /** Calls a deployment off that has not switched its routes yet. */
    @POST
    @Path("{id}/cancel")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Document<Resource<DeploymentView>>> cancel(UUID id) {
        return cancelDeployment.cancel(caller.teamId(), id, caller.subject()).chain(this::document);
    }

    /** The audit trail, in order, without gaps; {@code filter[after]} is the number of the last entry known. */
    @GET
    @Path("{id}/events")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<AuditView>>>> events(
            UUID id, @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        long after = Filters.of(uri, "after").number("after").orElse(0L);
        return own(id).chain(deployment -> deployments.events(id, after, page.size))
                .map(found -> Document.of(found.stream()
                        .map(entry -> AuditView.resource(id, entry))
                        .toList()));
    }

    /** What its builds and starts printed, in order; {@code filter[after]} is the number of the last line known. */
    @GET
    @Path("{id}/logs")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<LineView>>>> logs(
            UUID id, @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        long after = Filters.of(uri, "after").number("after").orElse(0L);
        return own(id).chain(deployment -> logs.after(id, after, page.size))
                .map(found -> Document.of(
                        found.stream().map(line -> LineView.resource(id, line)).toList()));
    }

    private Uni<Deployment> own(UUID id) {
        UUID team = caller.teamId();
        return deployments
                .find(id)
                .map(found -> found.filter(deployment -> deployment.teamId().equals(team))
                        .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such deployment.")));
    }

    private Uni<Document<Resource<DeploymentView>>> document(Deployment deployment) {
        UUID workspace = deployment.workspaceId();
        return Uni.combine()
                .all()
                .unis(services.inWorkspace(workspace), replicas.inWorkspace(workspace))
                .with((known, running) -> Document.of(DeploymentView.resource(deployment, known, running)));
    }
}

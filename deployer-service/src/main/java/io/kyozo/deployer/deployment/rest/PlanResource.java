package io.kyozo.deployer.deployment.rest;

import io.kyozo.deployer.json.Words;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** Plans: what a deployment would do, told without doing any of it. */
@Path("/api/v1/plans")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class PlanResource {
    private final Caller caller;
    private final WishTaker wishes;

    PlanResource(Caller caller, WishTaker wishes) {
        this.caller = caller;
        this.wishes = wishes;
    }

    /** Takes the same wish as {@code POST /deployments}; the answer is computed and kept nowhere. */
    @POST
    @RolesAllowed(Roles.VIEWER)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<Document<Resource<PlanView>>> plan(@Valid @NotNull Submission<DeploymentWish> submission) {
        DeploymentWish wish = submission.attributes(PlanView.TYPE);
        return wishes.preview(caller.teamId(), wish, caller.subject())
                .map(preview -> Document.of(Resource.of(
                        PlanView.TYPE,
                        UUID.randomUUID(),
                        PlanView.of(wish.workspaceId(), Words.of(wish.wished()), preview))));
    }
}

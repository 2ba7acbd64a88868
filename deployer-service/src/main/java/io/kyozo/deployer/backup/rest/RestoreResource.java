package io.kyozo.deployer.backup.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.backup.app.RestoreStore;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;

/** How restores go. */
@Path("/api/v1/restores")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class RestoreResource {
    private final Caller caller;
    private final RestoreStore restores;

    RestoreResource(Caller caller, RestoreStore restores) {
        this.caller = caller;
        this.restores = restores;
    }

    /** One restore. */
    @GET
    @Path("{id}")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<RestoreView>>> get(UUID id) {
        UUID team = caller.teamId();
        return restores.find(id)
                .map(found -> found.filter(restore -> restore.owner().teamId().equals(team))
                        .orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such restore.")))
                .map(restore -> Document.of(RestoreView.resource(restore)));
    }
}

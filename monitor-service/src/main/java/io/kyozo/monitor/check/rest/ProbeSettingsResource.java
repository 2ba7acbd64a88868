package io.kyozo.monitor.check.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.check.ProbeSettings;
import io.kyozo.monitor.check.Target;
import io.kyozo.monitor.check.app.ChangeSettings;
import io.kyozo.monitor.check.app.SettingsStore;
import io.kyozo.monitor.check.app.TargetStore;
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
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** How the caller's services are probed, where people want it otherwise than it would be. */
@Path("/api/v1/probe-settings")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "Health")
public class ProbeSettingsResource {
    private final TargetStore targets;
    private final SettingsStore settings;
    private final ChangeSettings change;
    private final Caller caller;

    ProbeSettingsResource(TargetStore targets, SettingsStore settings, ChangeSettings change, Caller caller) {
        this.targets = targets;
        this.settings = settings;
        this.change = change;
        this.caller = caller;
    }

    @GET
    @Path("/{serviceId}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "What is set for a service; null is as it would be")
    public Uni<Document<Resource<ProbeSettings>>> get(UUID serviceId) {
        return find(serviceId).chain(() -> settings.find(serviceId)).map(found -> document(serviceId, found));
    }

    @PUT
    @Path("/{serviceId}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Sets how a service is probed, as a whole; holds from the next round on")
    public Uni<Document<Resource<ProbeSettings>>> change(
            UUID serviceId, @Valid @NotNull Submission<ProbeSettings> submission) {
        ProbeSettings wanted = SettingsRules.checked(submission.attributes("probe-settings"));
        return find(serviceId)
                .chain(target -> change.change(target, wanted))
                .replaceWith(() -> document(serviceId, wanted));
    }

    private Uni<Target> find(UUID serviceId) {
        UUID team = caller.teamId();
        return targets.find(serviceId)
                .map(found -> found.filter(target -> target.teamId().equals(team))
                        .orElseThrow(() -> new KyozoException(
                                ErrorCode.NOT_FOUND, "There is no service with this id that is being watched.")));
    }

    private static Document<Resource<ProbeSettings>> document(UUID serviceId, ProbeSettings settings) {
        return Document.of(
                Resource.of("probe-settings", serviceId, settings).related("service", "services", serviceId));
    }
}

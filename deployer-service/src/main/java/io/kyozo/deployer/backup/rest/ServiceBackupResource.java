package io.kyozo.deployer.backup.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.backup.BackupPolicy;
import io.kyozo.deployer.backup.app.BackupPolicies;
import io.kyozo.deployer.backup.app.RequestBackup;
import io.kyozo.deployer.service.app.ServiceStore;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.net.URI;
import java.util.UUID;
import org.jboss.resteasy.reactive.RestResponse;

/** A service's backups: making one now, and when they are made. */
@Path("/api/v1/services")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class ServiceBackupResource {
    private final Caller caller;
    private final ServiceStore services;
    private final RequestBackup requestBackup;
    private final BackupPolicies policies;

    ServiceBackupResource(Caller caller, ServiceStore services, RequestBackup requestBackup, BackupPolicies policies) {
        this.caller = caller;
        this.services = services;
        this.requestBackup = requestBackup;
        this.policies = policies;
    }

    /** Makes a backup, soon. */
    @POST
    @Path("{id}/backups")
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    public Uni<RestResponse<Document<Resource<BackupView>>>> backUp(UUID id) {
        return requestBackup
                .backup(caller.teamId(), id, caller.subject(), false)
                .map(backup -> RestResponse.ResponseBuilder.create(
                                RestResponse.Status.ACCEPTED, Document.of(BackupView.resource(backup)))
                        .location(URI.create("/api/v1/backups/" + backup.id()))
                        .build());
    }

    /** When it is backed up without being asked. */
    @GET
    @Path("{id}/backup-policy")
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<Resource<PolicyView>>> policy(UUID id) {
        return services.find(caller.teamId(), id)
                .map(found ->
                        found.orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such service.")))
                .chain(service -> policies.of(service.id()))
                .map(policy -> Document.of(PolicyView.resource(id, policy)));
    }

    /** Sets that. */
    @PUT
    @Path("{id}/backup-policy")
    @RolesAllowed(Roles.OPERATOR)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<Document<Resource<PolicyView>>> setPolicy(UUID id, @Valid @NotNull Submission<PolicyView> submission) {
        PolicyView view = submission.attributes(PolicyView.TYPE);
        return policies.set(caller.teamId(), id, new BackupPolicy(view.schedule(), view.keep()), caller.subject())
                .map(policy -> Document.of(PolicyView.resource(id, policy)));
    }
}

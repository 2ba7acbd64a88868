package io.kyozo.deployer.variable.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.deployer.variable.app.SetVariable;
import io.kyozo.deployer.variable.app.VariableStore;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
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
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.UUID;

/** Environment variables of services. Values are sealed, and the next deployment tells them to the service. */
@Path("/api/v1/variables")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
public class VariableResource {
    private final Caller caller;
    private final VariableStore variables;
    private final SetVariable setVariable;

    VariableResource(Caller caller, VariableStore variables, SetVariable setVariable) {
        this.caller = caller;
        this.variables = variables;
        this.setVariable = setVariable;
    }

    /** The team's variables without their values; {@code filter[workspace]} chooses those of one workspace. */
    @GET
    @RolesAllowed(Roles.VIEWER)
    public Uni<Document<List<Resource<VariableView>>>> list(@Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        UUID workspace = Filters.of(uri, "workspace").uuid("workspace").orElse(null);
        return variables
                .page(caller.teamId(), workspace, page.fetch(), page.cursor().orElse(null))
                .map(found -> Pages.of(uri, page, found, VariableView::resource));
    }

    /** Sets a variable; a second time, its new value. */
    @PUT
    @RolesAllowed(Roles.OPERATOR)
    @Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
    public Uni<Document<Resource<VariableView>>> set(@Valid @NotNull Submission<VariableInput> submission) {
        VariableInput input = submission.attributes(VariableView.TYPE);
        var key = new VariableStore.Key(
                caller.teamId(), input.workspaceId(), input.service(), input.name(), input.inFile());
        return setVariable
                .set(key, input.value(), caller.subject())
                .map(variable -> Document.of(VariableView.resource(variable)));
    }

    /** Takes a variable back. */
    @DELETE
    @Path("{id}")
    @RolesAllowed(Roles.OPERATOR)
    public Uni<Void> remove(UUID id) {
        return variables
                .remove(caller.teamId(), id)
                .map(found ->
                        found.orElseThrow(() -> new KyozoException(ErrorCode.NOT_FOUND, "There is no such variable.")))
                .replaceWithVoid();
    }
}

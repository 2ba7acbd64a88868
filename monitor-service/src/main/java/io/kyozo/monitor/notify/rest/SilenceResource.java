package io.kyozo.monitor.notify.rest;

import io.kyozo.contracts.Uuid7;
import io.kyozo.monitor.notify.Silence;
import io.kyozo.monitor.notify.app.ChangeNotifications;
import io.kyozo.monitor.notify.app.ChannelStore;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.kyozo.web.idempotency.Idempotent;
import io.kyozo.web.jsonapi.Document;
import io.kyozo.web.jsonapi.Resource;
import io.kyozo.web.jsonapi.Submission;
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
import java.net.URI;
import java.time.Clock;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestResponse;

/** Times in which nobody is told of some of the caller's alerts: silences, and windows of maintenance. */
@Path("/api/v1/silences")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "Health")
public class SilenceResource {
    private final ChannelStore store;
    private final ChangeNotifications change;
    private final Caller caller;
    private final Clock clock;

    SilenceResource(ChannelStore store, ChangeNotifications change, Caller caller, Clock clock) {
        this.store = store;
        this.change = change;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Silences, newest first, those that are over too")
    public Uni<Document<List<Resource<SilenceAttributes>>>> list(
            @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return store.silences(caller.teamId(), page.cursor(), page.fetch())
                .map(rows ->
                        Pages.of(uri, page, rows, silence -> SilenceAttributes.resource(silence, clock.instant())));
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "A new silence, once or again and again")
    public Uni<RestResponse<Document<Resource<SilenceAttributes>>>> create(
            @Valid @NotNull Submission<SilenceAttributes> submission) {
        Silence silence = submission
                .attributes(SilenceAttributes.TYPE)
                .silence(Uuid7.next(), caller.teamId(), caller.subject(), clock.instant());
        return change.create(silence).replaceWith(() -> created(silence));
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Ends a silence for good; it stays in the list")
    public Uni<Void> end(UUID id) {
        return change.endSilence(id);
    }

    private RestResponse<Document<Resource<SilenceAttributes>>> created(Silence silence) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, Document.of(SilenceAttributes.resource(silence, clock.instant())))
                .location(URI.create("/api/v1/silences/" + silence.id()))
                .build();
    }
}

package io.kyozo.monitor.notify.rest;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.notify.Channel;
import io.kyozo.monitor.notify.app.ChangeNotifications;
import io.kyozo.monitor.notify.app.ChannelStore;
import io.kyozo.monitor.notify.app.SigningKey;
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

/** Ways in which the caller's team is told of its alerts. */
@Path("/api/v1/notification-channels")
@Produces({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Consumes({Document.MEDIA_TYPE, MediaType.APPLICATION_JSON})
@Tag(name = "Health")
public class ChannelResource {
    private final ChannelStore store;
    private final ChangeNotifications change;
    private final SigningKey key;
    private final Caller caller;
    private final Clock clock;

    ChannelResource(ChannelStore store, ChangeNotifications change, SigningKey key, Caller caller, Clock clock) {
        this.store = store;
        this.change = change;
        this.key = key;
        this.caller = caller;
        this.clock = clock;
    }

    @GET
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "Channels, newest first; addresses are shown in part only")
    public Uni<Document<List<Resource<ChannelAttributes>>>> list(
            @Valid @BeanParam PageQuery page, @Context UriInfo uri) {
        return store.list(caller.teamId(), page.cursor(), page.fetch())
                .map(rows -> Pages.of(uri, page, rows, ChannelAttributes::resource));
    }

    @GET
    @Path("/{id}")
    @RolesAllowed(Roles.VIEWER)
    @Operation(summary = "One channel; its address is shown in part only")
    public Uni<Document<Resource<ChannelAttributes>>> get(UUID id) {
        return find(id).map(ChannelAttributes::resource).map(Document::of);
    }

    @GET
    @Path("/{id}/signing-secret")
    @RolesAllowed(Roles.ADMIN)
    @Operation(summary = "The secret that a webhook's signatures are checked with")
    public Uni<Document<Resource<SigningSecret>>> secret(UUID id) {
        return find(id).map(channel -> Document.of(Resource.of(
                "signing-secrets",
                channel.id(),
                new SigningSecret(key.signature().secret(channel.id())))));
    }

    @POST
    @Idempotent
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "A new channel: webhook, slack or email")
    public Uni<RestResponse<Document<Resource<ChannelAttributes>>>> create(
            @Valid @NotNull Submission<ChannelAttributes> submission) {
        Channel channel = submission
                .attributes(ChannelAttributes.TYPE)
                .channel(Uuid7.next(), caller.teamId(), caller.subject(), clock.instant());
        return change.create(channel).replaceWith(() -> created(channel));
    }

    @POST
    @Path("/{id}/test")
    @Consumes(MediaType.WILDCARD)
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Sends a message that only shows that the channel works; see notifications")
    public Uni<RestResponse<Void>> tryOut(UUID id) {
        return change.tryOut(id).replaceWith(RestResponse::accepted);
    }

    @DELETE
    @Path("/{id}")
    @RolesAllowed(Roles.OPERATOR)
    @Operation(summary = "Nobody is told over it any more")
    public Uni<Void> remove(UUID id) {
        return change.removeChannel(id);
    }

    private Uni<Channel> find(UUID id) {
        return store.find(caller.teamId(), id)
                .map(found -> found.orElseThrow(
                        () -> new KyozoException(ErrorCode.NOT_FOUND, "There is no channel with this id.")));
    }

    private static RestResponse<Document<Resource<ChannelAttributes>>> created(Channel channel) {
        return RestResponse.ResponseBuilder.create(
                        RestResponse.Status.CREATED, Document.of(ChannelAttributes.resource(channel)))
                .location(URI.create("/api/v1/notification-channels/" + channel.id()))
                .build();
    }

    /** A channel's signing secret, in hex. */
    public record SigningSecret(String secret) {}
}

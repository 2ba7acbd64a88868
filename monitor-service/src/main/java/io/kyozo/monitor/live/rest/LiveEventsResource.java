package io.kyozo.monitor.live.rest;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.live.Glimpse;
import io.kyozo.monitor.live.LiveItem;
import io.kyozo.monitor.live.app.AskForTopic;
import io.kyozo.monitor.live.app.LiveHub;
import io.kyozo.monitor.live.app.LiveMessage;
import io.kyozo.monitor.live.app.LiveSession;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.smallrye.mutiny.Multi;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestStreamElementType;
import org.jspecify.annotations.Nullable;

/** The feed of the caller's team for those that speak no WebSocket; the same messages in the same order. */
@Path("/api/v1/live-events")
@RolesAllowed(Roles.VIEWER)
@Tag(name = "Health")
public class LiveEventsResource {
    private static final Pattern POSITION = Pattern.compile("[0-9]{1,18}");

    private final LiveHub hub;
    private final AskForTopic topics;
    private final Caller caller;

    LiveEventsResource(LiveHub hub, AskForTopic topics, Caller caller) {
        this.hub = hub;
        this.topics = topics;
        this.caller = caller;
    }

    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    @RestStreamElementType(MediaType.TEXT_PLAIN)
    @Operation(
            summary =
                    "A snapshot, then what happens; an event's id is its position, and Last-Event-ID resumes after it."
                            + " Each topic (logs/<service id>, metrics/<service id>) is told of too")
    public Multi<OutboundSseEvent> events(
            @HeaderParam("Last-Event-ID") @Nullable String last,
            @QueryParam("after") @Nullable String after,
            @QueryParam("topic") List<String> wanted,
            @Context Sse sse) {
        LiveSession session = hub.open(caller.teamId(), position(last == null ? after : last))
                .orElseThrow(() -> new KyozoException(
                        ErrorCode.TOO_MANY_REQUESTS, "Too many listeners of this team; try again later."));
        return topics.subscribe(session, wanted)
                .onFailure()
                .invoke(session::close)
                .onItem()
                .transformToMulti(asked -> session.items())
                .map(item -> event(sse, item));
    }

    /** What topics tell has no id: a position in the feed is what is resumed after. */
    private static OutboundSseEvent event(Sse sse, LiveItem item) {
        var event = sse.newEventBuilder().data(String.class, LiveMessage.of(item));
        return item instanceof Glimpse
                ? event.build()
                : event.id(Long.toString(item.position())).build();
    }

    private static long position(@Nullable String text) {
        return text != null && POSITION.matcher(text).matches() ? Long.parseLong(text) : 0;
    }
}

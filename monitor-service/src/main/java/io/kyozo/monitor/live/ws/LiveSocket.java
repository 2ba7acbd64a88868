package io.kyozo.monitor.live.ws;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Snapshot;
import io.kyozo.monitor.live.app.Listener;
import io.kyozo.monitor.live.app.LiveHub;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.security.RolesAllowed;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The feed of the caller's team. The token comes in the Authorization header, or as a browser sends it: as the
 * subprotocols {@code bearer-token-carrier} and {@code quarkus-http-upgrade#Authorization#Bearer <token>}, URL-encoded.
 */
@WebSocket(path = "/api/v1/live")
@RolesAllowed(Roles.VIEWER)
public class LiveSocket {
    private static final Logger LOG = Logger.getLogger(LiveSocket.class);
    private static final Pattern AFTER = Pattern.compile("(?:^|&)after=([0-9]{1,18})(?:&|$)");
    /** WebSocket's "try again later". */
    private static final int BUSY = 1013;

    private final LiveHub hub;
    private final Caller caller;

    LiveSocket(LiveHub hub, Caller caller) {
        this.hub = hub;
        this.caller = caller;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        if (!hub.hasRoom(caller.teamId())) {
            return connection.close(new CloseReason(BUSY, "too many listeners of this team"));
        }
        long after = after(connection.handshakeRequest().query());
        return hub.join(connection.id(), caller.teamId(), after, new SocketListener(connection));
    }

    @OnClose
    void close(WebSocketConnection connection) {
        hub.leave(connection.id());
    }

    @OnError
    void failed(WebSocketConnection connection, Throwable failure) {
        LOG.debugf("A listener's connection failed: %s", failure);
        hub.leave(connection.id());
    }

    private static long after(@Nullable String query) {
        Matcher matcher = AFTER.matcher(query == null ? "" : query);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private record SocketListener(WebSocketConnection connection) implements Listener {
        @Override
        public Uni<Void> tell(Snapshot snapshot) {
            return connection.sendText(LiveMessage.of(snapshot));
        }

        @Override
        public Uni<Void> tell(FeedEntry entry) {
            return connection.sendText(LiveMessage.of(entry));
        }
    }
}

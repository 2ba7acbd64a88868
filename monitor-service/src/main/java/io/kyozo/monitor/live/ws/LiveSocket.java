package io.kyozo.monitor.live.ws;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.kyozo.contracts.error.KyozoException;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.messaging.kafka.UnreadableEventException;
import io.kyozo.monitor.live.app.AskForTopic;
import io.kyozo.monitor.live.app.LiveConfig;
import io.kyozo.monitor.live.app.LiveHub;
import io.kyozo.monitor.live.app.LiveMessage;
import io.kyozo.monitor.live.app.LiveSession;
import io.kyozo.web.auth.Caller;
import io.kyozo.web.auth.Roles;
import io.quarkus.websockets.next.CloseReason;
import io.quarkus.websockets.next.OnClose;
import io.quarkus.websockets.next.OnError;
import io.quarkus.websockets.next.OnOpen;
import io.quarkus.websockets.next.OnTextMessage;
import io.quarkus.websockets.next.WebSocket;
import io.quarkus.websockets.next.WebSocketConnection;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import jakarta.annotation.security.RolesAllowed;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * The feed of the caller's team. The token comes in the Authorization header, or as a browser sends it: as the
 * subprotocols {@code bearer-token-carrier} and {@code quarkus-http-upgrade#Authorization#Bearer <token>}, URL-encoded.
 * Topics are asked for by messages: {@code {"subscribe": "logs/<service id>", "after": 17}}, {@code {"unsubscribe": …}}.
 */
@WebSocket(path = "/api/v1/live")
@RolesAllowed(Roles.VIEWER)
public class LiveSocket {
    private static final Logger LOG = Logger.getLogger(LiveSocket.class);
    private static final Pattern AFTER = Pattern.compile("(?:^|&)after=([0-9]{1,18})(?:&|$)");
    /** WebSocket's "try again later". */
    private static final int BUSY = 1013;

    private final LiveHub hub;
    private final AskForTopic topics;
    private final LiveConfig config;
    private final Caller caller;
    private final Map<String, Listening> listening = new ConcurrentHashMap<>();

    LiveSocket(LiveHub hub, AskForTopic topics, LiveConfig config, Caller caller) {
        this.hub = hub;
        this.topics = topics;
        this.config = config;
        this.caller = caller;
    }

    @OnOpen
    Uni<Void> open(WebSocketConnection connection) {
        var session =
                hub.open(caller.teamId(), after(connection.handshakeRequest().query()));
        if (session.isEmpty()) {
            return connection.close(new CloseReason(BUSY, "too many listeners of this team"));
        }
        listening.put(connection.id(), new Listening(session.get(), tell(connection, session.get())));
        return Uni.createFrom().voidItem();
    }

    /** The next thing is told when the one before was taken, so a slow browser is not flooded. */
    private Cancellable tell(WebSocketConnection connection, LiveSession session) {
        return session.items()
                .onItem()
                .transformToUniAndConcatenate(item -> connection
                        .sendText(LiveMessage.of(item))
                        .ifNoItem()
                        .after(config.patience())
                        .fail())
                .subscribe()
                .with(taken -> {}, failure -> cutOff(connection, failure));
    }

    @OnTextMessage
    Uni<Void> asked(String text, WebSocketConnection connection) {
        Listening present = listening.get(connection.id());
        if (present == null) {
            return Uni.createFrom().voidItem();
        }
        LiveRequest request = read(text);
        if (request == null) {
            return connection.sendText(LiveMessage.refused("", "This is no request that is understood."));
        }
        if (request.unsubscribe() != null) {
            topics.unsubscribe(present.session(), request.unsubscribe());
        }
        return request.subscribe() == null
                ? Uni.createFrom().voidItem()
                : subscribe(connection, present.session(), request.subscribe(), request.after());
    }

    private Uni<Void> subscribe(
            WebSocketConnection connection, LiveSession session, String topic, @Nullable Long after) {
        long position = Objects.requireNonNullElse(after, LiveSession.NOWHERE);
        return Uni.createFrom()
                .deferred(() -> topics.subscribe(session, topic, position))
                .replaceWith(() -> LiveMessage.subscribed(topic))
                .onFailure(KyozoException.class)
                .recoverWithItem(failure -> LiveMessage.refused(topic, String.valueOf(failure.getMessage())))
                .chain(connection::sendText);
    }

    private static @Nullable LiveRequest read(String text) {
        try {
            return EventJson.read(text.getBytes(UTF_8), LiveRequest.class);
        } catch (UnreadableEventException e) {
            LOG.debugf("A listener asked for nothing that is understood: %s", e.getMessage());
            return null;
        }
    }

    private void cutOff(WebSocketConnection connection, Throwable failure) {
        LOG.debugf("A listener could not be told: %s", failure);
        leave(connection);
        var unused = connection
                .close(new CloseReason(BUSY, "come again"))
                .subscribe()
                .with(closed -> {}, gone -> LOG.debugf("Its connection was gone already: %s", gone));
    }

    @OnClose
    void close(WebSocketConnection connection) {
        leave(connection);
    }

    @OnError
    void failed(WebSocketConnection connection, Throwable failure) {
        LOG.debugf("A listener's connection failed: %s", failure);
        leave(connection);
    }

    private void leave(WebSocketConnection connection) {
        Listening gone = listening.remove(connection.id());
        if (gone != null) {
            gone.told().cancel();
        }
    }

    private static long after(@Nullable String query) {
        Matcher matcher = AFTER.matcher(query == null ? "" : query);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : 0;
    }

    private record Listening(LiveSession session, Cancellable told) {}
}

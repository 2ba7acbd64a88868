package io.kyozo.monitor.live.app;

import io.kyozo.contracts.error.ErrorCode;
import io.kyozo.contracts.error.KyozoException;
import io.kyozo.monitor.live.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;

/** Has a listener told of topics too. */
@ApplicationScoped
public class AskForTopic {
    private final FeedStore store;
    private final LiveTopics topics;
    private final LiveConfig config;

    AskForTopic(FeedStore store, LiveTopics topics, LiveConfig config) {
        this.store = store;
        this.topics = topics;
        this.config = config;
    }

    /**
     * From now on the listener is told of the topic named {@code written}, where it can from after {@code position}.
     * Fails where that is none, or of a service that its team does not have, or there are too many already.
     */
    public Uni<Void> subscribe(LiveSession session, String written, long position) {
        Topic topic = Topic.of(written)
                .orElseThrow(() -> new KyozoException(
                        ErrorCode.INVALID_REQUEST, "A topic is logs/<service id> or metrics/<service id>."));
        if (session.topics() >= config.topicsPerListener()) {
            throw busy("One listener is told of at most " + config.topicsPerListener() + " topics.");
        }
        return store.service(session.teamId(), topic.serviceId())
                .map(found -> found.orElseThrow(() -> new KyozoException(
                        ErrorCode.NOT_FOUND, "There is no service with this id that is being watched.")))
                .invoke(service -> session.listen(
                        topics.join(session, topic, service)
                                .orElseThrow(() -> busy("Too many topics are looked at; try again later.")),
                        position))
                .replaceWithVoid();
    }

    /** The same for several, each from its beginning. */
    public Uni<Void> subscribe(LiveSession session, List<String> written) {
        return Multi.createFrom()
                .iterable(written)
                .onItem()
                .transformToUniAndConcatenate(one -> subscribe(session, one, LiveSession.NOWHERE))
                .collect()
                .last()
                .replaceWithVoid();
    }

    /** It is told of the topic no more; nothing happens where it was not. */
    public void unsubscribe(LiveSession session, String written) {
        Topic.of(written).ifPresent(session::unlisten);
    }

    private static KyozoException busy(String detail) {
        return new KyozoException(ErrorCode.TOO_MANY_REQUESTS, detail);
    }
}

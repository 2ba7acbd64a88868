package io.kyozo.monitor.live.app;

import io.kyozo.contracts.Uuid7;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.contracts.event.LogLines;
import io.kyozo.contracts.event.LogsWanted;
import io.kyozo.contracts.event.MetricSamples;
import io.kyozo.messaging.Broadcast;
import io.kyozo.messaging.kafka.EventJson;
import io.kyozo.monitor.live.Glimpse;
import io.kyozo.monitor.live.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.smallrye.mutiny.Multi;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jboss.logging.Logger;

/**
 * The topics that somebody on this instance looks at, and those that were looked at a moment ago, so that whoever comes
 * back goes on. What is said of others is passed over: there is nothing to hold for people who do not look.
 */
@ApplicationScoped
public class LiveTopics {
    private static final Logger LOG = Logger.getLogger(LiveTopics.class);
    private static final String SOURCE = "monitor";
    /** A wish outlives the loss of two that repeat it. */
    private static final int WISHES = 3;

    private final Broadcast broadcast;
    private final Vertx vertx;
    private final LiveConfig config;
    private final Map<Topic, TopicTail> tails = new ConcurrentHashMap<>();
    private long timer;

    LiveTopics(Broadcast broadcast, Vertx vertx, LiveConfig config) {
        this.broadcast = broadcast;
        this.vertx = vertx;
        this.config = config;
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(config.wishInterval().toMillis(), tick -> look());
    }

    void stop(@Observes ShutdownEvent event) {
        boolean ignored = vertx.cancelTimer(timer);
    }

    /** The topic's tail, which {@code session} is woken by from now on; empty where too many topics are looked at here. */
    Optional<TopicTail> join(LiveSession session, Topic topic, LiveService service) {
        TopicTail joined = tails.compute(topic, (id, present) -> {
            boolean room = tails.size() < config.topics();
            TopicTail tail = present == null && room ? open(topic, service) : present;
            if (tail != null && tail.join(session) && topic.kind() == Topic.Kind.LOGS) {
                want(List.of(tail));
            }
            return tail;
        });
        return Optional.ofNullable(joined);
    }

    /** Lines of a service's log. */
    public void said(Event<LogLines> event, long position) {
        LogLines lines = event.data();
        Topic topic = new Topic(Topic.Kind.LOGS, lines.serviceId());
        TopicTail tail = tails.get(topic);
        if (tail != null) {
            tail.add(new Glimpse(topic, position, false, EventJson.write(lines)), lines.streamId());
        }
    }

    /** What a workspace's services use. */
    public void measured(Event<MetricSamples> event, long position) {
        for (var service : event.data().services()) {
            Topic topic = new Topic(Topic.Kind.METRICS, service.serviceId());
            TopicTail tail = tails.get(topic);
            if (tail != null) {
                Sample sample = new Sample(event.data().at(), service.values());
                tail.add(new Glimpse(topic, position, false, EventJson.write(sample)));
            }
        }
    }

    private TopicTail open(Topic topic, LiveService service) {
        return new TopicTail(topic, service, config.topicSize().asLongValue());
    }

    private void look() {
        tails.values().removeIf(tail -> tail.isIdle(config.linger().toNanos()));
        want(tails.values().stream()
                .filter(tail -> tail.topic().kind() == Topic.Kind.LOGS && tail.isHeard())
                .toList());
    }

    /** Asks for lines of logs; where the broker is away there are none, and the next look asks again. */
    private void want(List<TopicTail> logs) {
        var unused = Multi.createFrom()
                .iterable(logs)
                .onItem()
                .transformToUniAndConcatenate(tail -> broadcast.say(wish(tail.service())))
                .collect()
                .asList()
                .subscribe()
                .with(said -> {}, failure -> LOG.debugf("No lines of logs: %s", failure));
    }

    private Event<LogsWanted> wish(LiveService service) {
        int seconds = (int) Math.max(1, config.wishInterval().toSeconds() * WISHES);
        return Event.of(
                EventType.LOGS_WANTED,
                SOURCE,
                service.serviceId(),
                service.teamId(),
                Uuid7.next().toString(),
                0,
                new LogsWanted(service.workspaceId(), service.serviceId(), service.name(), seconds));
    }

    /** What a service uses, as its listeners are told. */
    @RegisterForReflection
    record Sample(Instant at, Map<String, Double> values) {}
}

package io.kyozo.deployer.faults;

import io.kyozo.contracts.event.DeployRequested;
import io.kyozo.contracts.event.DeployRequested.Action;
import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.EventType;
import io.kyozo.deployer.testing.Bench.Place;
import io.kyozo.deployer.testing.Revisions;
import io.kyozo.deployer.testing.Topologies;
import io.kyozo.messaging.kafka.CloudEventHeaders;
import io.kyozo.messaging.kafka.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** What other services ask the deployer for, by events; each is remembered, so that none may be lost or done twice. */
public final class Wishes implements AutoCloseable {
    private static final String GOOD =
            "require('http').createServer((q, r) => r.end('%s')).listen(process.env.PORT || 3000);"
                    + "process.on('SIGTERM', () => process.exit(0));";
    private static final String BAD = "console.log('no way %s'); process.exit(7);";

    /** What is asked for, as often as it stands here. */
    private static final List<String> CHOICES = List.of(System.getProperty(
                    "kyozo.faults.wishes",
                    "restart,scale,stop,start,pause,remove,roll-back,bad,bad,deploy,deploy,deploy,deploy")
            .split(","));

    private final KafkaProducer<String, byte[]> producer;
    private final String topic;
    private final Revisions revisions;
    private final Random random;
    private final Set<Place> keepers = new HashSet<>();
    private final List<String> sent = new ArrayList<>();

    public Wishes(DeployerProcess deployer, Revisions revisions, Random random) {
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", deployer.setting("kafka.bootstrap.servers"), "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer());
        this.topic = deployer.topic(EventType.DEPLOY_REQUESTED);
        this.revisions = revisions;
        this.random = random;
    }

    /** The correlation ids of all that was asked for. */
    public List<String> sent() {
        return List.copyOf(sent);
    }

    /** From now on the place's service has a volume: only one replica of it may run, and the old one stops first. */
    void keepData(Place place) {
        keepers.add(place);
    }

    /** A version that serves. */
    String deploy(Place place) throws Exception {
        return send(place, content(place, GOOD));
    }

    /** Anything that may be asked for of a workspace that has been live; a roll-back only where there is somewhere to go. */
    String any(Place place, boolean mayRollBack) throws Exception {
        return switch (CHOICES.get(random.nextInt(CHOICES.size()))) {
            case "restart" -> send(place, action(place, Action.RESTART, null));
            case "scale" -> send(place, action(place, Action.SCALE, 1 + random.nextInt(3)));
            case "stop" -> send(place, action(place, Action.STOP, null));
            case "start" -> send(place, action(place, Action.START, null));
            case "pause" -> send(place, action(place, Action.PAUSE, null));
            case "remove" -> send(place, action(place, Action.REMOVE, null));
            case "roll-back" -> send(place, mayRollBack ? action(place, Action.ROLL_BACK, null) : content(place, GOOD));
            case "bad" -> send(place, content(place, BAD));
            default -> deploy(place);
        };
    }

    private DeployRequested content(Place place, String source) throws IOException {
        return revisions.wish(
                place,
                Topologies.of(keepers.contains(place) ? Topologies.node("web", "/data") : Topologies.node("web")),
                source.formatted("wish " + sent.size() + random.nextInt()));
    }

    private static DeployRequested action(Place place, Action action, @Nullable Integer replicas) {
        List<String> services = action == Action.SCALE ? List.of("web") : List.of();
        return new DeployRequested(
                place.workspace(), place.name(), action, null, null, null, services, replicas, "tester", "a test");
    }

    /** Says it; the name of its action. */
    public String send(Place place, DeployRequested wish) throws Exception {
        String correlation = "wish-%06d".formatted(sent.size());
        var event = Event.of(
                EventType.DEPLOY_REQUESTED, "tester", place.workspace(), place.team(), correlation, sent.size(), wish);
        var record = new ProducerRecord<>(
                topic,
                null,
                place.workspace().toString(),
                EventJson.write(wish).getBytes(StandardCharsets.UTF_8),
                CloudEventHeaders.write(event));
        var unused = producer.send(record).get(30, TimeUnit.SECONDS);
        sent.add(correlation);
        return wish.action().name();
    }

    @Override
    public void close() {
        producer.close();
    }
}

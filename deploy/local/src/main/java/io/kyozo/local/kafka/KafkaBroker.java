package io.kyozo.local.kafka;

import io.kyozo.home.KyozoHome;
import io.kyozo.local.LaunchFailure;
import io.kyozo.local.part.Ports;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/**
 * One Kafka broker with its controller in this process (KRaft), its data in the home. It only carries events between
 * the services; the truth is in their databases.
 */
public final class KafkaBroker implements AutoCloseable {
    private static final int NODE = 1;

    private final KafkaRaftServer server;
    private final int port;

    private KafkaBroker(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /** Starts the broker on a loopback {@code port} and waits until it serves. */
    public static KafkaBroker start(KyozoHome home, int port) throws IOException {
        Path data = home.kafkaData();
        String controller = "127.0.0.1:" + Ports.free();
        if (!Files.exists(data.resolve("meta.properties"))) {
            format(data);
        }
        KafkaConfig config = new KafkaConfig(settings(data, "127.0.0.1:" + port, controller), false);
        KafkaRaftServer server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
        return new KafkaBroker(server, port);
    }

    public int port() {
        return port;
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    private static Map<String, Object> settings(Path data, String broker, String controller) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", String.valueOf(NODE));
        settings.put("controller.quorum.voters", NODE + "@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.put("auto.create.topics.enable", "true");
        settings.put("num.partitions", "3");
        settings.put("log.retention.hours", "72");
        settings.put("log.segment.bytes", String.valueOf(16 * 1024 * 1024));
        settings.put("log.retention.bytes", String.valueOf(256L * 1024 * 1024));
        settings.put("log.cleaner.dedupe.buffer.size", String.valueOf(8 * 1024 * 1024));
        settings.put("num.network.threads", "2");
        settings.put("num.io.threads", "2");
        settings.put("background.threads", "2");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("controlled.shutdown.enable", "false");
        settings.put("offsets.topic.num.partitions", "3");
        for (String internal : List.of("offsets.topic.", "transaction.state.log.", "share.coordinator.state.topic.")) {
            settings.put(internal + "replication.factor", "1");
        }
        for (String internal : List.of("transaction.state.log.", "share.coordinator.state.topic.")) {
            settings.put(internal + "num.partitions", "1");
            settings.put(internal + "min.isr", "1");
        }
        return settings;
    }

    private static void format(Path data) throws IOException {
        Files.createDirectories(data);
        ByteArrayOutputStream said = new ByteArrayOutputStream();
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(said, true, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(NODE)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setDirectories(List.of(data.toString()));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new LaunchFailure(
                    "Kafka can't prepare its data folder " + data + ": " + e.getMessage() + "\n"
                            + said.toString(StandardCharsets.UTF_8),
                    e);
        }
    }
}

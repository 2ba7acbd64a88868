package io.kyozo.testkit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Exit;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;

/** A Kafka broker (KRaft, combined with its controller) that a test can stop and start again on its data and ports. */
public final class KafkaBroker implements AutoCloseable {
    private final Path data;
    private final String address;
    private final Map<String, Object> settings;
    private KafkaRaftServer server;

    /** Starts it. */
    public KafkaBroker() {
        // Both at once: one that is let go may be given again.
        try (ServerSocket broker = anyPort();
                ServerSocket controller = anyPort()) {
            data = Files.createTempDirectory("kyozo-kafka-");
            address = "127.0.0.1:" + broker.getLocalPort();
            settings = settings(data, address, "127.0.0.1:" + controller.getLocalPort());
            format(data);
        } catch (IOException e) {
            throw new UncheckedIOException("the embedded Kafka did not start", e);
        }
        server = started();
    }

    /** Its address, {@code host:port}. */
    public String address() {
        return address;
    }

    /** Ends it; its data stay. */
    public void stop() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Starts it again after {@link #stop}. */
    public void start() {
        server = started();
    }

    private KafkaRaftServer started() {
        KafkaRaftServer fresh = new KafkaRaftServer(new KafkaConfig(settings, false), Time.SYSTEM);
        fresh.startup();
        return fresh;
    }

    private static Map<String, Object> settings(Path data, String broker, String controller) {
        Map<String, Object> settings = new HashMap<>();
        settings.put("process.roles", "broker,controller");
        settings.put("node.id", "1");
        settings.put("controller.quorum.voters", "1@" + controller);
        settings.put("controller.listener.names", "CONTROLLER");
        settings.put("listeners", "PLAINTEXT://" + broker + ",CONTROLLER://" + controller);
        settings.put("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT");
        settings.put("log.dirs", data.toString());
        settings.put("num.partitions", "3");
        settings.put("offsets.topic.num.partitions", "1");
        settings.put("offsets.topic.replication.factor", "1");
        settings.put("transaction.state.log.num.partitions", "1");
        settings.put("transaction.state.log.replication.factor", "1");
        settings.put("transaction.state.log.min.isr", "1");
        settings.put("share.coordinator.state.topic.num.partitions", "1");
        settings.put("share.coordinator.state.topic.replication.factor", "1");
        settings.put("share.coordinator.state.topic.min.isr", "1");
        settings.put("group.initial.rebalance.delay.ms", "0");
        settings.put("auto.create.topics.enable", "true");
        return settings;
    }

    private static void format(Path data) throws IOException {
        Formatter formatter = new Formatter()
                .setPrintStream(new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8))
                .setClusterId(Uuid.randomUuid().toString())
                .setNodeId(1)
                .setControllerListenerName("CONTROLLER")
                .setMetadataLogDirectory(data.toString())
                .setDirectories(List.of(data.toString()));
        try {
            formatter.run();
        } catch (Exception e) {
            throw new IOException("the embedded Kafka's folder could not be formatted", e);
        }
    }

    private static ServerSocket anyPort() throws IOException {
        return new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }

    @Override
    public void close() {
        stop();
        deleteRecursively(data);
    }

    /** Takes its data away while it runs, because the JVM ends. */
    void abandon() {
        // A broker whose folder vanishes halts the JVM with an error, which would fail tests that have passed.
        Exit.setHaltProcedure((status, message) -> {});
        Exit.setExitProcedure((status, message) -> {});
        deleteRecursively(data);
    }

    private static void deleteRecursively(Path folder) {
        try (var files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException | UncheckedIOException e) {
            // The broker may still be writing while the JVM ends; what is left lies in the temporary folder.
            System.err.println("kept " + folder + ": " + e.getMessage());
        }
    }
}

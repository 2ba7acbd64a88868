package io.kyozo.deployer.faults;

import io.kyozo.contracts.event.EventType;
import io.kyozo.deployer.testing.FakeGateway;
import io.kyozo.testkit.KyozoTestResource;
import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;

/** The deployer as it is delivered, in a process of its own: with a database, a broker, and a gateway that are not killed. */
public final class DeployerProcess implements AutoCloseable {
    private static final Path JAR = Path.of("target/quarkus-app/quarkus-run.jar");
    /** The JVM does without it where it is not there. */
    private static final Path CLASSES = Path.of("target/faults-classes.jsa");

    private static final Duration START_LIMIT = Duration.ofMinutes(3);

    private final KyozoTestResource surroundings = new KyozoTestResource();
    private final FakeGateway gateway = new FakeGateway();
    private final Map<String, String> settings = new HashMap<>();
    private final String name = "faults-" + UUID.randomUUID();
    private final Path log;
    private volatile @Nullable Process process;

    /** @param own settings beside those of its surroundings */
    public DeployerProcess(Map<String, String> own, Path log) throws IOException, InterruptedException {
        this.log = log;
        archiveClasses();
        surroundings.init(Map.of("schema", "deployer"));
        settings.putAll(surroundings.start());
        settings.putAll(gateway.start());
        settings.put("quarkus.http.host", "127.0.0.1");
        settings.put("quarkus.http.port", String.valueOf(freePort()));
        settings.put("quarkus.log.console.json.enabled", "false");
        // Other deployers of this JVM's tests listen on the broker as well.
        for (EventType heard :
                List.of(EventType.DEPLOY_REQUESTED, EventType.FOLDER_ANALYZED, EventType.HEALTH_CHANGED)) {
            settings.put("mp.messaging.incoming." + heard.topic() + ".topic", topic(heard));
        }
        settings.putAll(own);
        Runtime.getRuntime().addShutdownHook(new Thread(this::end, "kyozo-faults-deployer-end"));
    }

    /** On which it hears events of the type. */
    String topic(EventType type) {
        return name + "-" + type.topic();
    }

    /** One that it was given; it must be there. */
    public String setting(String name) {
        return Objects.requireNonNull(settings.get(name), name);
    }

    /** Starts it, and does not wait. */
    public void start() throws IOException {
        process = new ProcessBuilder(command("-XX:SharedArchiveFile=" + CLASSES, settings))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()))
                .start();
    }

    /**
     * Keeps the classes that a start loads until it finds that there is no database, as the build does for an installation:
     * about half of the time of every start.
     */
    private static void archiveClasses() throws IOException, InterruptedException {
        if (Files.exists(CLASSES) && Files.getLastModifiedTime(CLASSES).compareTo(Files.getLastModifiedTime(JAR)) > 0) {
            return;
        }
        Files.deleteIfExists(CLASSES);
        Process start = new ProcessBuilder(command(
                        "-XX:ArchiveClassesAtExit=" + CLASSES,
                        Map.of(
                                "quarkus.datasource.jdbc.url", "jdbc:postgresql://127.0.0.1:1/none",
                                "quarkus.flyway.connect-retries", "0")))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!start.waitFor(START_LIMIT.toSeconds(), TimeUnit.SECONDS)) {
            start.destroyForcibly();
        }
    }

    private static List<String> command(String archive, Map<String, String> settings) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        command.addAll(List.of(archive, "-Xshare:auto", "-Xlog:cds=off", "-Xlog:cds+dynamic=off"));
        command.add("-Djava.util.logging.manager=org.jboss.logmanager.LogManager");
        settings.forEach((name, value) -> command.add("-D" + name + "=" + value));
        command.addAll(List.of("-jar", JAR.toString()));
        return command;
    }

    /** Until it says that it is ready; at most {@link #START_LIMIT}. */
    public void awaitReady() {
        URI address = URI.create("http://127.0.0.1:" + setting("quarkus.http.port") + "/q/health/ready");
        Awaitility.await()
                .atMost(START_LIMIT)
                .pollInterval(Duration.ofMillis(100))
                .ignoreExceptions()
                .until(() -> ((HttpURLConnection) address.toURL().openConnection()).getResponseCode() == 200);
    }

    /** {@code kill -9}. */
    public void kill() throws InterruptedException {
        Process running = process;
        if (running != null && !running.destroyForcibly().waitFor(10, TimeUnit.SECONDS)) {
            throw new IllegalStateException("the deployer survives kill -9");
        }
    }

    /** Of the process that was started last. */
    public long pid() {
        return Objects.requireNonNull(process, "not started").pid();
    }

    private void end() {
        Process running = process;
        if (running != null) {
            running.destroyForcibly();
        }
    }

    @Override
    public void close() throws InterruptedException {
        kill();
        gateway.stop();
        surroundings.stop();
    }

    /** Below those that outgoing connections are given: it has to stay free while nobody listens on it between two starts. */
    private static int freePort() throws IOException {
        Random random = new Random();
        for (int attempt = 0; attempt < 100; attempt++) {
            int port = 20_000 + random.nextInt(12_000);
            try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // The next one, then.
            }
        }
        throw new IOException("no port is free from 20,000 to 32,000");
    }
}

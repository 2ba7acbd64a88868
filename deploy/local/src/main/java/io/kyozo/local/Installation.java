package io.kyozo.local;

import io.kyozo.home.InstallationKeys;
import io.kyozo.home.KyozoHome;
import io.kyozo.home.LauncherState;
import io.kyozo.home.PartState;
import io.kyozo.home.ProcessIdentity;
import io.kyozo.local.kafka.KafkaBroker;
import io.kyozo.local.part.GatewayPart;
import io.kyozo.local.part.Ports;
import io.kyozo.local.part.RotatingLog;
import io.kyozo.local.part.ServiceProcess;
import io.kyozo.local.postgres.PostgresServer;
import io.kyozo.local.postgres.ServiceRoles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.jspecify.annotations.Nullable;

/**
 * All parts of a running installation and the order of their starts and ends: the database before the services, the
 * broker and the gateway beside them; ended in the opposite order. The gateway alone goes on where the launcher dies.
 */
final class Installation {
    /** The services, in the order in which they are shown. */
    static final List<String> SERVICES = List.of("analyzer", "deployer", "monitor", "metrics");

    private final LauncherOptions options;
    private final KyozoHome home;
    private final InstallationKeys keys;
    private final StateBoard board;
    private final ScheduledExecutorService workers = Executors.newScheduledThreadPool(8);
    private final List<ServiceProcess> services = new ArrayList<>();

    private @Nullable PostgresServer postgres;
    private @Nullable KafkaBroker kafka;
    private @Nullable GatewayPart gateway;

    Installation(LauncherOptions options, KyozoHome home, InstallationKeys keys, StateBoard board) {
        this.options = options;
        this.home = home;
        this.keys = keys;
        this.board = board;
    }

    /** What is going to run, for the first state. */
    static List<PartState> parts() {
        List<String> names = new ArrayList<>(List.of("postgres", "kafka", GatewayPart.NAME));
        names.addAll(SERVICES);
        return names.stream().map(PartState::waiting).toList();
    }

    /** Starts all and returns when all is ready; the first failure ends the start. */
    void start() {
        Map<String, Integer> ports = new LinkedHashMap<>();
        SERVICES.forEach(service -> ports.put(service, Ports.free()));
        int kafkaPort = Ports.free();
        int controlPort = startGateway(ports);
        CompletableFuture<Void> broker = run(() -> startKafka(kafkaPort));
        CompletableFuture<Void> database = run(this::startPostgres);
        CompletableFuture<Void> all =
                database.thenComposeAsync(ready -> startServices(ports, kafkaPort, controlPort), workers);
        try {
            CompletableFuture.allOf(broker, all).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof LaunchFailure known
                    ? known
                    : new LaunchFailure("The start failed: " + e.getCause(), e);
        }
        board.overall(LauncherState.Status.READY, "");
    }

    private int startGateway(Map<String, Integer> ports) {
        try {
            GatewayPart part = new GatewayPart(
                    home,
                    new GatewayPart.Address(options.host(), options.port(), options.publicUrl(), JavaCommand.build()),
                    JavaCommand.gateway(home),
                    keys.controlToken(),
                    board,
                    workers);
            gateway = part;
            return part.start(ports);
        } catch (IOException e) {
            throw new LaunchFailure("The gateway can't be started: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new LaunchFailure("The start was interrupted", e);
        }
    }

    private void startKafka(int port) throws IOException {
        Instant began = Instant.now();
        board.starting("kafka", port);
        kafka = KafkaBroker.start(home, port);
        board.ready("kafka", began, "");
    }

    private void startPostgres() throws IOException, InterruptedException, SQLException {
        Instant began = Instant.now();
        board.starting("postgres", 0);
        PostgresServer server = PostgresServer.start(home, keys.password(PostgresServer.SUPERUSER));
        postgres = server;
        board.starting("postgres", ProcessIdentity.of(server.process().toHandle()), server.port(), 0);
        new ServiceRoles(keys, server.port()).ensure(home, SERVICES);
        board.ready("postgres", began, "");
    }

    private CompletableFuture<Void> startServices(Map<String, Integer> ports, int kafkaPort, int controlPort) {
        PostgresServer server = java.util.Objects.requireNonNull(postgres);
        ServiceEnvironment environment =
                new ServiceEnvironment(options, home, keys, server.port(), kafkaPort, controlPort);
        List<CompletableFuture<Void>> starts = new ArrayList<>();
        ports.forEach((service, port) -> {
            Path jar = options.repository().resolve(service + "-service/target/quarkus-app/quarkus-run.jar");
            if (!Files.exists(jar)) {
                throw new LaunchFailure("The " + service + " service is not built: " + jar + " is missing. Run Kyozo"
                        + " through the script 'kyozo' at the root of its repository, which builds it.");
            }
            ServiceProcess process = process(service, port, jar, environment);
            synchronized (services) {
                services.add(process);
            }
            starts.add(run(process::startAndAwait));
        });
        return CompletableFuture.allOf(starts.toArray(CompletableFuture[]::new));
    }

    private ServiceProcess process(String service, int port, Path jar, ServiceEnvironment environment) {
        try {
            return new ServiceProcess(
                    service,
                    port,
                    JavaCommand.of(jar),
                    environment.of(service, port),
                    new RotatingLog(home.log(service)),
                    board,
                    workers);
        } catch (IOException e) {
            throw new LaunchFailure("The service " + service + " can't be prepared: " + e.getMessage(), e);
        }
    }

    /**
     * Ends all, what needs another part before that one, and what does not at the same time; answers what did not end well,
     * each in words. Never throws.
     */
    List<String> stop() {
        List<String> problems = Collections.synchronizedList(new ArrayList<>());
        workers.shutdown();
        List<ServiceProcess> running;
        synchronized (services) {
            running = List.copyOf(services);
        }
        Map<String, CompletableFuture<Void>> ends = new LinkedHashMap<>();
        running.forEach(service -> ends.put(service.name(), stopping(problems, service.name(), service::stop)));
        // Whoever would start again what is swept ends before it.
        CompletableFuture<Void> swept = ends.getOrDefault("deployer", CompletableFuture.completedFuture(null))
                .thenCompose(gone -> stopping(problems, "what was deployed", this::sweep));
        CompletableFuture<Void> rest = CompletableFuture.allOf(ends.values().toArray(CompletableFuture[]::new))
                .thenCompose(gone -> CompletableFuture.allOf(
                        stopping(problems, GatewayPart.NAME, gateway == null ? () -> {} : gateway::stop),
                        ending(problems, "kafka", kafka),
                        ending(problems, "postgres", postgres)));
        CompletableFuture.allOf(swept, rest).join();
        return problems;
    }

    private void sweep() throws IOException, InterruptedException {
        int unused = new Sweep(System.getenv(), home, keys.installation()).run(false);
    }

    private CompletableFuture<Void> ending(List<String> problems, String part, @Nullable AutoCloseable closed) {
        return closed == null
                ? CompletableFuture.completedFuture(null)
                : stopping(problems, part, closed::close)
                        .thenRun(() -> board.ended(part, PartState.Status.STOPPED, ""));
    }

    private static CompletableFuture<Void> stopping(List<String> problems, String part, Step step) {
        return CompletableFuture.runAsync(
                () -> attempt(problems, part, step), task -> new Thread(task, "kyozo-stop").start());
    }

    private static void attempt(List<String> problems, String part, Step step) {
        try {
            step.run();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // The others must still be ended.
            System.err.println("kyozo: " + part + " did not end well: " + e);
            problems.add(part + " did not end well: " + e.getMessage());
        }
    }

    private CompletableFuture<Void> run(Step step) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        step.run();
                    } catch (LaunchFailure e) {
                        throw e;
                    } catch (InterruptedException e) {
                        Thread.currentThread().interrupt();
                        throw new LaunchFailure("The start was interrupted", e);
                    } catch (Exception e) {
                        throw new LaunchFailure("The start failed: " + e.getMessage(), e);
                    }
                },
                workers);
    }

    /** Something that may fail. */
    private interface Step {
        void run() throws Exception;
    }
}

package io.kyozo.local.postgres;

import io.kyozo.home.KyozoHome;
import io.kyozo.local.LaunchFailure;
import io.kyozo.local.part.Ports;
import io.kyozo.local.part.RotatingLog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The installation's PostgreSQL: a child process with its data in the home, on a loopback port that changes with each
 * start. Durable: what it has confirmed survives a crash of the machine.
 */
public final class PostgresServer implements AutoCloseable {
    /** The role that owns the server; used to set up the others. */
    public static final String SUPERUSER = "kyozo_admin";

    private static final Duration START_LIMIT = Duration.ofMinutes(3);
    private static final Duration STOP_LIMIT = Duration.ofSeconds(20);
    private static final Duration LOOK_AGAIN = Duration.ofMillis(25);

    private final Process process;
    private final int port;
    private final RotatingLog log;

    private PostgresServer(Process process, int port, RotatingLog log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts the server, making its data folder at the first time, and waits until it takes connections. */
    public static PostgresServer start(KyozoHome home, String password) throws IOException, InterruptedException {
        Path binaries = PostgresBinaries.unpack(home.cache());
        RotatingLog log = new RotatingLog(home.log("postgres"));
        Path data = home.postgresData();
        List<String> prefix = RootDetour.prefix();
        if (!Files.exists(data.resolve("PG_VERSION"))) {
            initialise(prefix, binaries, home, password, log);
        }
        int port = Ports.free();
        Process process = new ProcessBuilder(command(prefix, binaries, data, port))
                .redirectErrorStream(true)
                .start();
        log.follow("postgres", process.getInputStream());
        PostgresServer server = new PostgresServer(process, port, log);
        server.awaitReady(data);
        return server;
    }

    private static List<String> command(List<String> prefix, Path binaries, Path data, int port) {
        List<String> command = new ArrayList<>(prefix);
        command.addAll(List.of(binaries.resolve("bin/postgres").toString(), "-D", data.toString()));
        for (String setting : List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=120",
                "shared_buffers=48MB",
                "max_wal_size=256MB",
                "wal_level=minimal",
                "max_wal_senders=0",
                "max_worker_processes=4",
                "max_parallel_workers=2",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_min_duration_statement=1000")) {
            command.addAll(List.of("-c", setting));
        }
        return command;
    }

    /** Made beside its place and moved there when whole, so that a start that was cut short leaves no half of it. */
    private static void initialise(List<String> prefix, Path binaries, KyozoHome home, String password, RotatingLog log)
            throws IOException, InterruptedException {
        Path fresh = home.root().resolve("postgres.new");
        delete(fresh);
        Path passwordFile = Files.createTempFile(home.keys(), "initdb", "");
        try {
            Files.writeString(passwordFile, password);
            List<String> command = new ArrayList<>(prefix);
            command.addAll(List.of(
                    binaries.resolve("bin/initdb").toString(),
                    "--pgdata=" + fresh,
                    "--username=" + SUPERUSER,
                    "--pwfile=" + passwordFile,
                    "--auth=scram-sha-256",
                    "--encoding=UTF8",
                    "--locale-provider=builtin",
                    "--builtin-locale=C.UTF-8",
                    "--locale=C",
                    "--no-instructions"));
            Process initdb =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            log.follow("initdb", initdb.getInputStream());
            if (initdb.waitFor() != 0) {
                throw new LaunchFailure(
                        "PostgreSQL can't make its data folder " + fresh + ":\n" + tail(log) + RootDetour.hint());
            }
        } finally {
            Files.delete(passwordFile);
        }
        Files.move(fresh, home.postgresData());
    }

    /** The server itself says in the eighth line of its pid file when it is ready; pg_ctl looks there too. */
    private void awaitReady(Path data) throws IOException, InterruptedException {
        Instant limit = Instant.now().plus(START_LIMIT);
        while (!isReady(data)) {
            if (process.waitFor(LOOK_AGAIN.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new LaunchFailure("PostgreSQL ended at its start:\n" + tail(log) + RootDetour.hint());
            }
            if (Instant.now().isAfter(limit)) {
                close();
                throw new LaunchFailure(
                        "PostgreSQL was not ready within " + START_LIMIT.toSeconds() + " s:\n" + tail(log));
            }
        }
    }

    private boolean isReady(Path data) throws IOException {
        Path pidFile = data.resolve("postmaster.pid");
        if (!Files.exists(pidFile)) {
            return false;
        }
        List<String> lines = Files.readAllLines(pidFile);
        return lines.size() >= 8
                && lines.get(3).trim().equals(String.valueOf(port))
                && lines.get(7).trim().equals("ready");
    }

    public int port() {
        return port;
    }

    public Process process() {
        return process;
    }

    /** Ends open sessions, writes all data and stops ("fast" shutdown, SIGINT); kills it where that takes too long. */
    @Override
    public void close() throws InterruptedException, IOException {
        if (process.isAlive()) {
            new ProcessBuilder("kill", "-INT", String.valueOf(process.pid()))
                    .start()
                    .waitFor();
            if (!process.waitFor(STOP_LIMIT.toMillis(), TimeUnit.MILLISECONDS)) {
                process.destroyForcibly().waitFor();
            }
        }
        log.close();
    }

    private static String tail(RotatingLog log) {
        return String.join("\n", log.lastLines(12));
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

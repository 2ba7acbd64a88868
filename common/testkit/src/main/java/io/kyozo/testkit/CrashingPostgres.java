package io.kyozo.testkit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * A PostgreSQL server of a test's own, which can be crashed as {@code pg_ctl -m immediate} does and started again on its
 * data and port. It waits for commits; not for the disk, because its crashes leave the operating system alive.
 */
public final class CrashingPostgres implements AutoCloseable {
    /** Owner of everything. */
    public static final String USER = "postgres";

    /** Its password. */
    public static final String PASSWORD = "postgres";

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final EmbeddedPostgres first;
    private final List<String> command = new ArrayList<>();
    private ProcessHandle server;

    /** Starts it. */
    public CrashingPostgres() {
        try {
            Path data = Files.createTempDirectory("kyozo-crashing-");
            first = EmbeddedPostgres.builder()
                    .setDataDirectory(data)
                    .setServerConfig("fsync", "off")
                    .setServerConfig("synchronous_commit", "on")
                    .setServerConfig("shared_buffers", "32MB")
                    .start();
            server = running(data);
        } catch (IOException e) {
            throw new IllegalStateException("the server did not start", e);
        }
        if (isRoot()) {
            // The server refuses root; in a user namespace of its own it sees another id.
            command.addAll(List.of("unshare", "-U"));
        }
        command.add(server.info().command().orElseThrow());
        command.addAll(List.of(server.info().arguments().orElseThrow()));
    }

    private static ProcessHandle running(Path data) throws IOException {
        String pid = Files.readAllLines(data.resolve("postmaster.pid")).get(0).trim();
        return ProcessHandle.of(Long.parseLong(pid)).orElseThrow();
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    public int port() {
        return first.getPort();
    }

    public String jdbcUrl() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/postgres";
    }

    /** Ends all of its processes at once, in the middle of whatever they do, and starts it again. */
    public void crash() {
        stop();
        start();
    }

    /** Ends all of its processes at once, in the middle of whatever they do. */
    public void stop() {
        signal("-QUIT");
    }

    /** Starts it again after {@link #stop}; answers once it does. */
    public void start() {
        try {
            Process restarted = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            server = restarted.toHandle();
        } catch (IOException e) {
            throw new IllegalStateException("the server could not be started again", e);
        }
        Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofMillis(20)).until(this::answers);
    }

    private boolean answers() {
        Properties login = new Properties();
        login.setProperty("user", USER);
        login.setProperty("password", PASSWORD);
        try (Connection connection = Objects.requireNonNull(new org.postgresql.Driver().connect(jdbcUrl(), login))) {
            return connection.isValid(1);
        } catch (SQLException notYet) {
            return false;
        }
    }

    private void signal(String name) {
        try {
            boolean told = new ProcessBuilder("kill", name, String.valueOf(server.pid()))
                            .start()
                            .waitFor()
                    == 0;
            server.onExit().get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
            if (!told && server.isAlive()) {
                throw new IllegalStateException("the server can't be told " + name);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } catch (Exception e) {
            throw new IllegalStateException("the server does not end", e);
        }
    }

    @Override
    public void close() throws IOException {
        signal("-QUIT");
        first.close();
    }
}

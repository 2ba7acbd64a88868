package io.kyozo.jobs.store;

import io.kyozo.testkit.FaultProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * One worker process after the other, behind a proxy of its own. Where libfaketime is there, the clocks of the second
 * crew are an hour fast and those of the third an hour slow.
 */
final class Crew implements AutoCloseable {
    private static final Path FAKETIME = Path.of("/usr/lib/x86_64-linux-gnu/faketime/libfaketimeMT.so.1");
    private static final List<String> CLOCKS = List.of("", "+1h", "-1h");

    private final FaultProxy proxy;
    private final Path starts;
    private final String clock;
    private @Nullable Process process;

    /** Each start of a job is added to the file {@code starts}. */
    Crew(int databasePort, int number, Path starts) {
        this.starts = starts;
        this.proxy = new FaultProxy(databasePort);
        this.clock = canMoveClocks() ? CLOCKS.get(number) : "";
        ensureAlive();
    }

    static boolean canMoveClocks() {
        return Files.exists(FAKETIME);
    }

    FaultProxy proxy() {
        return proxy;
    }

    void ensureAlive() {
        if (process == null || !process.isAlive()) {
            process = start();
        }
    }

    private Process start() {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:TieredStopAtLevel=1",
                "-XX:+UseSerialGC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                FaultWorker.class.getName(),
                String.valueOf(proxy.port()),
                starts.toString());
        ProcessBuilder builder =
                new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(ProcessBuilder.Redirect.DISCARD);
        if (!clock.isEmpty()) {
            builder.environment().put("LD_PRELOAD", FAKETIME.toString());
            builder.environment().put("FAKETIME", clock);
        }
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** As {@code kill -9}. */
    void kill() {
        running().destroyForcibly();
    }

    /** As {@code SIGTERM}: it hands back what it holds. */
    void end() {
        running().destroy();
    }

    /** Stops it in the middle of whatever it does, and lets it go on after that time. */
    void freezeFor(Duration time) {
        signal("-STOP");
        LockSupport.parkNanos(time.toNanos());
        signal("-CONT");
    }

    private void signal(String name) {
        try {
            int unused = new ProcessBuilder(
                            "kill", name, String.valueOf(running().pid()))
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Process running() {
        return java.util.Objects.requireNonNull(process);
    }

    @Override
    public void close() throws IOException {
        kill();
        try {
            boolean unused = running().waitFor(5, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        proxy.close();
    }
}

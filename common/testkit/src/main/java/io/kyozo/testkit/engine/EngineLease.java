package io.kyozo.testkit.engine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;

/**
 * This JVM's share in the private engine. Every JVM that uses it holds a shared lock, which the kernel drops even when
 * the JVM is killed; the one that can have the lock alone at its end is the last, and stops the engine, where one of them
 * had started it.
 */
record EngineLease(Path folder, FileChannel channel, FileLock share) {
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(60);

    static EngineLease take(Path folder) {
        try {
            Files.createDirectories(folder);
            FileChannel channel = FileChannel.open(
                    folder.resolve("users.lock"),
                    StandardOpenOption.CREATE,
                    StandardOpenOption.READ,
                    StandardOpenOption.WRITE);
            return new EngineLease(folder, channel, channel.lock(0, Long.MAX_VALUE, true));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Says that the tests started the engine, and nobody else stops it. */
    void started() {
        try {
            Files.writeString(marker(), "");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path marker() {
        return folder.resolve("started-by-tests");
    }

    void giveUp() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void stopEngineAtExit() {
        Runtime.getRuntime().addShutdownHook(new Thread(this::stopIfLast, "kyozo-test-engine-stop"));
    }

    private void stopIfLast() {
        try (channel) {
            share.release();
            FileLock alone = channel.tryLock();
            if (alone == null || !Files.deleteIfExists(marker())) {
                return;
            }
            EdgeScript.Outcome outcome =
                    EdgeScript.named("engine.sh").run(Map.of(), STOP_TIMEOUT, "stop", folder.toString());
            if (outcome.code() != 0) {
                System.err.println("The test engine could not be stopped: " + outcome.messages());
            }
        } catch (IOException e) {
            System.err.println("The test engine's lock in " + folder + " failed: " + e.getMessage());
        }
    }
}

package io.kyozo.runtime.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Keeps containers' logs small and notes when they grew, once a second. A log of more than 5 MiB is moved aside, where
 * it replaces the one before; a line written in that very moment may be lost. One process of all that share the folder
 * does this, whichever comes first; if it ends, another takes over.
 */
final class LogKeeper implements AutoCloseable {
    static final String INDEX = "log-index";
    static final String OLDER = ".1";

    private static final Logger LOG = Logger.getLogger(LogKeeper.class);
    private static final long MAX_BYTES = 5L << 20;

    private final Layout layout;
    private final Map<Path, Long> sizes = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(work -> {
        var thread = new Thread(work, "kyozo-log-keeper");
        thread.setDaemon(true);
        return thread;
    });

    private @Nullable FileChannel channel;
    private @Nullable FileLock lock;

    LogKeeper(Layout layout) {
        this.layout = layout;
        var unused = timer.scheduleWithFixedDelay(this::keep, 1, 1, TimeUnit.SECONDS);
    }

    @Override
    public void close() throws IOException {
        timer.shutdownNow();
        if (channel != null) {
            channel.close();
        }
    }

    private void keep() {
        try {
            if (Files.isDirectory(layout.containers()) && isOurs()) {
                try (var folders = Files.newDirectoryStream(layout.containers(), "[!.]*")) {
                    folders.forEach(this::keep);
                }
            }
        } catch (IOException | RuntimeException e) {
            LOG.warnf(e, "The logs below %s could not be kept", layout.path());
        }
    }

    private boolean isOurs() throws IOException {
        if (channel == null) {
            channel = FileChannel.open(
                    layout.path().resolve("log-keeper.lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        }
        try {
            if (lock == null) {
                lock = channel.tryLock();
            }
        } catch (OverlappingFileLockException byAnotherOfUs) {
            return false;
        }
        return lock != null;
    }

    private void keep(Path folder) {
        try {
            var out = size(folder.resolve("stdout"));
            var err = size(folder.resolve("stderr"));
            var before = sizes.put(folder, out + err);
            if (out + err > 0 && (before == null || before != out + err)) {
                LogIndex.note(folder.resolve(INDEX), out, err);
            }
            if (Math.max(out, err) > MAX_BYTES) {
                cut(folder);
            }
        } catch (NoSuchFileException removed) {
            sizes.remove(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Copied and emptied, not renamed: the process keeps the file open, and writes at its end. */
    private static void cut(Path folder) throws IOException {
        for (var stream : new String[] {"stdout", "stderr"}) {
            var file = folder.resolve(stream);
            if (Files.exists(file)) {
                Files.copy(file, folder.resolve(stream + OLDER), StandardCopyOption.REPLACE_EXISTING);
                try (var open = FileChannel.open(file, StandardOpenOption.WRITE)) {
                    open.truncate(0);
                }
            }
        }
        Files.deleteIfExists(folder.resolve(INDEX));
    }

    private static long size(Path file) throws IOException {
        return Files.exists(file) ? Files.size(file) : 0;
    }
}

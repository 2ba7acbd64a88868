package io.kyozo.runtime.process;

import io.kyozo.runtime.LogLine;
import io.kyozo.runtime.LogPump;
import java.io.IOException;
import java.nio.file.ClosedWatchServiceException;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A container's output: the last lines of both streams by time, and those that come while it runs. */
final class LogFollower implements LogPump.Source<LogLine> {
    private final Path folder;
    private final boolean follow;
    private final BooleanSupplier running;
    private final LogFile out;
    private final LogFile err;
    private final WatchService watcher;
    private final Queue<LogLine> ready = new ArrayDeque<>();
    private boolean ended;

    LogFollower(Path folder, int tail, boolean follow, BooleanSupplier running) throws IOException {
        this.folder = folder;
        this.follow = follow;
        this.running = running;
        this.out = new LogFile(folder, "stdout");
        this.err = new LogFile(folder, "stderr");
        this.watcher = folder.getFileSystem().newWatchService();
        folder.register(watcher, StandardWatchEventKinds.ENTRY_MODIFY, StandardWatchEventKinds.ENTRY_CREATE);
        addTail(tail);
    }

    @Override
    public @Nullable LogLine next() throws IOException {
        while (ready.isEmpty() && !ended) {
            // Asked before reading, so that what is written before the end is read after it.
            var more = follow && running.getAsBoolean();
            readNew();
            if (ready.isEmpty()) {
                finishOrWait(more);
            }
        }
        return ready.poll();
    }

    @Override
    public void close() throws IOException {
        watcher.close();
    }

    private void addTail(int tail) throws IOException {
        var index = LogIndex.read(folder.resolve(LogKeeper.INDEX));
        var lines = new ArrayList<LogLine>(out.tail(tail, index));
        lines.addAll(err.tail(tail, index));
        lines.sort(Comparator.comparing(LogLine::at));
        ready.addAll(lines.subList(Math.max(0, lines.size() - Math.max(0, tail)), lines.size()));
    }

    private void readNew() throws IOException {
        var index = LogIndex.read(folder.resolve("none"));
        var now = Instant.now();
        ready.addAll(out.next(index, now));
        ready.addAll(err.next(index, now));
    }

    private void finishOrWait(boolean more) {
        if (more) {
            await();
        } else {
            ended = true;
            List.of(out, err).forEach(file -> ready.addAll(file.rest()));
        }
    }

    private void await() {
        try {
            var key = watcher.poll(1, TimeUnit.SECONDS);
            if (key != null) {
                key.pollEvents();
                key.reset();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            ended = true;
        } catch (ClosedWatchServiceException cancelled) {
            ended = true;
        }
    }
}

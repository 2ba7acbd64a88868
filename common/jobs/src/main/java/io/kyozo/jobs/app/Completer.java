package io.kyozo.jobs.app;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Records completed jobs, many in one statement: while one is under way, what completes meanwhile waits for the next. An
 * idle engine thus completes a job at once, and a busy one pays one round trip and one commit for many. In a flood only as
 * many completed jobs a second are written to the history as are kept of each queue anyway. Used on the engine's thread.
 */
final class Completer {
    private static final Logger LOG = Logger.getLogger(Completer.class);
    private static final int MOST_AT_ONCE = 1000;
    private static final Duration AGAIN = Duration.ofMillis(200);
    private static final long SECOND = Duration.ofSeconds(1).toNanos();

    private final JobStore store;
    private final EngineSettings settings;
    private final EngineThread loop;
    private final Deque<Done> waiting = new ArrayDeque<>();
    private final Map<String, Records> records = new HashMap<>();
    private boolean busy;
    /** Halved after a failure, so that a job which can't be recorded does not hold up the others. */
    private int most = MOST_AT_ONCE;

    Completer(JobStore store, EngineSettings settings, EngineThread loop) {
        this.store = store;
        this.settings = settings;
        this.loop = loop;
    }

    /** Completes the job; {@code recorded} hears whether it was still held, {@code failed} why that can't be known. */
    void complete(Attempt attempt, Consumer<Boolean> recorded, Consumer<Throwable> failed) {
        waiting.add(new Done(
                attempt, recorded, failed, System.nanoTime() + settings.lease().toNanos()));
    }

    /** Writes what waits. */
    void flush() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        List<Done> batch = new ArrayList<>();
        while (batch.size() < most && !waiting.isEmpty()) {
            batch.add(waiting.poll());
        }
        List<Held> held =
                batch.stream().map(done -> Held.of(done.attempt().job())).toList();
        var unused = store.complete(held, worthKeeping(batch))
                .emitOn(loop)
                .subscribe()
                .with(done -> settle(batch, done), failure -> again(batch, failure));
    }

    private Set<UUID> worthKeeping(List<Done> batch) {
        Set<UUID> keep = new HashSet<>();
        long now = System.nanoTime();
        for (Done done : batch) {
            var job = done.attempt().job();
            if (records.computeIfAbsent(job.queue(), queue -> new Records()).hasRoom(now)) {
                keep.add(job.id());
            }
        }
        return keep;
    }

    /** How many records of a queue were written in this second. */
    private final class Records {
        private long begin = System.nanoTime();
        private int written;

        boolean hasRoom(long now) {
            if (now - begin > SECOND) {
                begin = now;
                written = 0;
            }
            return written++ < settings.dispatch().keepCompleted();
        }
    }

    private void settle(List<Done> batch, Set<UUID> done) {
        busy = false;
        most = Math.min(MOST_AT_ONCE, most * 2);
        batch.forEach(
                one -> one.recorded().accept(done.contains(one.attempt().job().id())));
        flush();
    }

    /** As long as the leases may hold: a write that took effect before its answer was lost is refused, not redone. */
    private void again(List<Done> batch, Throwable failure) {
        LOG.warnf("Can't record %d completed jobs now: %s", batch.size(), failure);
        most = Math.max(1, batch.size() / 2);
        long now = System.nanoTime();
        batch.stream()
                .filter(done -> done.until() <= now)
                .forEach(done -> done.failed().accept(failure));
        batch.stream().filter(done -> done.until() > now).forEach(waiting::addLast);
        loop.in(AGAIN, this::resume);
    }

    private void resume() {
        busy = false;
        flush();
    }

    private record Done(Attempt attempt, Consumer<Boolean> recorded, Consumer<Throwable> failed, long until) {}
}

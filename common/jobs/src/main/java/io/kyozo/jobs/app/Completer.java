package io.kyozo.jobs.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.Executor;

/**
 * Records completed jobs, many in one statement: while one is under way, what completes meanwhile waits for the next. An
 * idle engine thus completes a job at once, and a busy one pays one round trip and one commit for many.
 */
final class Completer {
    private static final int MOST_AT_ONCE = 500;

    private final JobStore store;
    private final Executor loop;
    private final List<Waiting> waiting = new ArrayList<>();
    private boolean busy;

    Completer(JobStore store, Executor loop) {
        this.store = store;
        this.loop = loop;
    }

    /** Completes the job; false where it was not held any more. To be subscribed on the engine's thread. */
    Uni<Boolean> complete(Held job) {
        return Uni.createFrom().emitter(emitter -> {
            waiting.add(new Waiting(job, emitter));
            flush();
        });
    }

    private void flush() {
        if (busy || waiting.isEmpty()) {
            return;
        }
        busy = true;
        List<Waiting> batch = new ArrayList<>(waiting.subList(0, Math.min(MOST_AT_ONCE, waiting.size())));
        waiting.subList(0, batch.size()).clear();
        store.complete(batch.stream().map(Waiting::job).toList())
                .emitOn(loop)
                .subscribe()
                .with(done -> settle(batch, done), failure -> fail(batch, failure));
    }

    private void settle(List<Waiting> batch, Set<UUID> done) {
        busy = false;
        flush();
        batch.forEach(w -> w.emitter().complete(done.contains(w.job().id())));
    }

    private void fail(List<Waiting> batch, Throwable failure) {
        busy = false;
        flush();
        batch.forEach(w -> w.emitter().fail(failure));
    }

    private record Waiting(Held job, UniEmitter<? super Boolean> emitter) {}
}

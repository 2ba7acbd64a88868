package io.kyozo.sql;

import io.smallrye.mutiny.Uni;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Runs something when woken, never twice at the same time. A wake during a run makes it run once more, so that what was
 * committed after it looked is not left lying.
 */
public final class WakeLoop {
    private final Supplier<Uni<Void>> work;
    private final Consumer<Throwable> onFailure;
    /** Wakes since the present run began; 0 while none runs. */
    private final AtomicInteger wakes = new AtomicInteger();

    /** Failures of {@code work} are handed to {@code onFailure}; the next wake tries again. */
    public WakeLoop(Supplier<Uni<Void>> work, Consumer<Throwable> onFailure) {
        this.work = work;
        this.onFailure = onFailure;
    }

    /** Runs the work now, or once more after the present run. */
    public void wake() {
        if (wakes.getAndIncrement() == 0) {
            run(1);
        }
    }

    private void run(int seen) {
        var unused = Uni.createFrom().deferred(work::get).subscribe().with(done -> finish(seen), failure -> {
            onFailure.accept(failure);
            finish(seen);
        });
    }

    private void finish(int seen) {
        int left = wakes.addAndGet(-seen);
        if (left > 0) {
            run(left);
        }
    }
}

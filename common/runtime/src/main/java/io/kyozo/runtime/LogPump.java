package io.kyozo.runtime;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.subscription.BackPressureStrategy;
import io.smallrye.mutiny.subscription.MultiEmitter;
import java.io.Closeable;
import java.io.IOException;
import java.util.concurrent.Callable;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Turns a blocking source of items into a {@link Multi} that reads only what was asked for: a slow subscriber slows the
 * source down instead of filling memory, and a cancelled one closes it.
 */
public final class LogPump<T> {
    /** Gives items one by one, blocking; null at the end. Closing it from another thread ends a read that waits. */
    public interface Source<T> extends Closeable {
        @Nullable
        T next() throws IOException;
    }

    private final MultiEmitter<? super T> emitter;
    private final Semaphore wake = new Semaphore(0);
    private volatile boolean cancelled;

    private LogPump(MultiEmitter<? super T> emitter) {
        this.emitter = emitter;
    }

    public static <T> Multi<T> read(
            Callable<Source<T>> open, Executor executor, Function<Throwable, RuntimeFailure> translate) {
        return Multi.createFrom()
                .emitter(
                        emitter -> executor.execute(() -> new LogPump<T>(emitter).run(open, translate)),
                        BackPressureStrategy.ERROR);
    }

    private void run(Callable<Source<T>> open, Function<Throwable, RuntimeFailure> translate) {
        emitter.onRequest(count -> wake.release());
        try (var source = open.call()) {
            emitter.onTermination(() -> stop(source));
            pump(source);
            emitter.complete();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            emitter.complete();
        } catch (Exception e) {
            if (!cancelled) {
                emitter.fail(translate.apply(e));
            }
        }
    }

    private void pump(Source<T> source) throws IOException, InterruptedException {
        awaitDemand();
        for (var item = source.next(); item != null && !cancelled; item = source.next()) {
            emitter.emit(item);
            awaitDemand();
        }
    }

    private void awaitDemand() throws InterruptedException {
        while (emitter.requested() == 0 && !cancelled) {
            wake.acquire();
        }
    }

    private void stop(Source<T> source) {
        cancelled = true;
        wake.release();
        try {
            source.close();
        } catch (IOException | RuntimeException e) {
            emitter.fail(e);
        }
    }
}

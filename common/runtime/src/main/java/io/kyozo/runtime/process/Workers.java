package io.kyozo.runtime.process;

import io.kyozo.runtime.DaemonThreads;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** Threads for blocking work on files and processes. */
final class Workers implements AutoCloseable {
    private static final int MAX_THREADS = 128;

    /** Work without a result. */
    interface Action {
        void run() throws Exception;
    }

    private final ExecutorService threads = DaemonThreads.pool("kyozo-process", MAX_THREADS);

    ExecutorService threads() {
        return threads;
    }

    <T extends @Nullable Object> Uni<T> run(String action, Callable<T> work) {
        return Uni.createFrom()
                .<T>item(() -> translated(action, work))
                .runSubscriptionOn(threads)
                .onFailure()
                .transform(failure -> translate(action, failure));
    }

    Uni<Void> act(String action, Action work) {
        return run(action, () -> {
                    work.run();
                    return true;
                })
                .replaceWithVoid();
    }

    @Override
    public void close() {
        threads.shutdownNow();
    }

    static RuntimeFailure translate(String action, Throwable failure) {
        if (failure instanceof RuntimeFailure known) {
            return known;
        }
        var message = String.valueOf(failure.getMessage());
        if (failure instanceof RejectedExecutionException) {
            return new RuntimeFailure(
                    RuntimeFailure.Kind.UNAVAILABLE, "Could not " + action + ": too much at once", failure);
        }
        var full =
                message.toLowerCase(Locale.ROOT).contains("no space left") ? ". Free disk space, then try again." : "";
        return new RuntimeFailure(RuntimeFailure.Kind.OTHER, "Could not " + action + ": " + message + full, failure);
    }

    private static <T extends @Nullable Object> T translated(String action, Callable<T> work) {
        try {
            return work.call();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw translate(action, e);
        } catch (Exception e) {
            throw translate(action, e);
        }
    }
}

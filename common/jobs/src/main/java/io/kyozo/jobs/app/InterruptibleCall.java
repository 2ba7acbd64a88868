package io.kyozo.jobs.app;

import io.smallrye.mutiny.subscription.UniEmitter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/** A blocking call whose thread is interrupted when its subscriber gives up, and at no other time. */
final class InterruptibleCall<T> implements Runnable {
    private final Callable<T> work;
    private final UniEmitter<? super T> emitter;
    private @Nullable Thread thread;
    private boolean abandoned;

    InterruptibleCall(Callable<T> work, UniEmitter<? super T> emitter) {
        this.work = work;
        this.emitter = emitter;
    }

    @Override
    @SuppressWarnings("PMD.AvoidCatchingThrowable")
    public void run() {
        if (!begin()) {
            return;
        }
        T result;
        try {
            result = work.call();
        } catch (Throwable failure) {
            end();
            emitter.fail(failure);
            return;
        }
        end();
        emitter.complete(result);
    }

    private synchronized boolean begin() {
        thread = abandoned ? null : Thread.currentThread();
        return !abandoned;
    }

    /** The pool's thread goes on to other work: an interrupt that came too late is not for that. */
    private synchronized void end() {
        thread = null;
        if (abandoned) {
            boolean ignored = Thread.interrupted();
        }
    }

    synchronized void abandon() {
        abandoned = true;
        if (thread != null) {
            thread.interrupt();
        }
    }
}

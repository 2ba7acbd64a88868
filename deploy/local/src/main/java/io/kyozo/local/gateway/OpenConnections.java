package io.kyozo.local.gateway;

import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** The connections of clients: how many there are, and how they are asked to go. */
final class OpenConnections {
    private int open;
    private volatile boolean leaving;

    synchronized void opened(HttpConnection connection) {
        open++;
        connection.closeHandler(gone -> closed());
    }

    private synchronized void closed() {
        open--;
        notifyAll();
    }

    /** From now on each answer tells its client to come back on a new connection. */
    void leave() {
        leaving = true;
    }

    /** Has the answer say so where that is due. */
    void asked(HttpServerRequest request) {
        if (leaving) {
            request.response().putHeader("Connection", "close").endHandler(answered -> {
                var unused = request.connection().close();
            });
        }
    }

    /** Waits until all are closed; whether they were within {@code limit}. */
    synchronized boolean awaitNone(Duration limit) throws InterruptedException {
        long deadline = System.nanoTime() + limit.toNanos();
        while (open > 0) {
            long left = TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
            if (left <= 0) {
                return false;
            }
            wait(left);
        }
        return true;
    }
}

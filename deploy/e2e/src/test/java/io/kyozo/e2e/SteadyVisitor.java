package io.kyozo.e2e;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Asks for a page 20 times a second until it is closed, and keeps what went wrong. */
final class SteadyVisitor implements AutoCloseable {
    private static final int EVERY_MILLIS = 50;

    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();

    SteadyVisitor(Gateway gateway, String address) {
        var unused = clock.scheduleAtFixedRate(() -> visit(gateway, address), 0, EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    private void visit(Gateway gateway, String address) {
        visits.incrementAndGet();
        try {
            HttpResponse<String> answer = gateway.get(address);
            if (answer.statusCode() != 200) {
                failures.add(answer.statusCode() + ": " + answer.body());
            }
        } catch (IOException e) {
            failures.add(e.toString());
        }
    }

    List<String> failures() {
        return failures;
    }

    int visits() {
        return visits.get();
    }

    @Override
    public void close() {
        clock.shutdown();
        try {
            if (!clock.awaitTermination(30, TimeUnit.SECONDS)) {
                failures.add("a request was not answered within 30 s");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

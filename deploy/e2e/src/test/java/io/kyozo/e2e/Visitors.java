package io.kyozo.e2e;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Phaser;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;

/** Ask for a page at a steady rate, whether or not the requests before were answered, and keep what went wrong. */
final class Visitors implements AutoCloseable {
    static final int PER_SECOND = 200;

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(PATIENCE)
            .build();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Phaser open = new Phaser(1);
    private final long first = System.nanoTime();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger visits = new AtomicInteger();
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();

    /** What went wrong with a request that was sent so many seconds after the first. */
    private record Failure(String what, double seconds) {}

    /** Of {@link #PER_SECOND}. */
    Visitors(int port, String address) {
        this(port, address, PER_SECOND);
    }

    /** {@code address} is a service's, behind the gateway on {@code port} of this machine. */
    Visitors(int port, String address, int perSecond) {
        URI named = URI.create(address);
        String path = named.getRawPath().isEmpty() ? "/" : named.getRawPath();
        HttpRequest request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .header("host", named.getAuthority())
                .build();
        var unused = clock.scheduleAtFixedRate(
                () -> visit(request), 0, TimeUnit.SECONDS.toMicros(1) / perSecond, TimeUnit.MICROSECONDS);
    }

    private void visit(HttpRequest request) {
        visits.incrementAndGet();
        open.register();
        long began = System.nanoTime();
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(request, HttpResponse.BodyHandlers.ofString());
        var unused = answer.whenComplete((response, failure) -> {
            nanos.add(System.nanoTime() - began);
            if (failure != null) {
                failed(failure.toString(), began);
            } else if (response.statusCode() != 200) {
                failed(response.statusCode() + " " + response.body(), began);
            }
            open.arriveAndDeregister();
        });
    }

    private void failed(String what, long began) {
        failures.add(new Failure(what, (began - first) / 1e9));
    }

    int visits() {
        return visits.get();
    }

    /** Within which time 99 % had their answer. */
    Duration p99() {
        return within(99, times());
    }

    /** How long each answer took, in nanoseconds. */
    List<Long> times() {
        return List.copyOf(nanos);
    }

    /** Within which time {@code percent} of the answers came. */
    static Duration within(int percent, List<Long> nanos) {
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return Duration.ofNanos(sorted.length == 0 ? 0 : sorted[(sorted.length * percent - 1) / 100]);
    }

    /** What went wrong with each: the status and its answer, or why there was none. */
    List<String> failures() {
        return failures.stream().map(Failure::what).toList();
    }

    /** What went wrong, each said once, with how often and from when to when. */
    List<String> kinds() {
        return failures.stream().collect(Collectors.groupingBy(Failure::what)).entrySet().stream()
                .map(kind -> {
                    var when = kind.getValue().stream()
                            .mapToDouble(Failure::seconds)
                            .summaryStatistics();
                    return "%d from %.1f to %.1f s: %s"
                            .formatted(when.getCount(), when.getMin(), when.getMax(), kind.getKey());
                })
                .toList();
    }

    /** Waits for the answers that are outstanding. */
    @Override
    public void close() {
        clock.shutdown();
        try {
            open.awaitAdvanceInterruptibly(open.arrive(), 2 * PATIENCE.toSeconds(), TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (TimeoutException e) {
            failed("requests were never answered", System.nanoTime());
        }
    }
}

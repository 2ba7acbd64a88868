package io.kyozo.local.gateway;

import java.util.Arrays;
import java.util.List;

/**
 * What a target answered since it is behind its route. Numbers only rise, so that two looks tell what happened between
 * them. Guarded by the route's lock.
 */
final class Counts {
    /** Upper bounds of the latency classes, in milliseconds; one more class has no bound. */
    static final long[] BOUNDS_MILLIS = {1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000};

    private static final long NANOS_PER_MILLI = 1_000_000;

    private final long[] latencies = new long[BOUNDS_MILLIS.length + 1];
    private long requests;
    private long errors;
    private long waitNanos;

    /** {@code nanos} from the request to the head of its answer; {@code failed} is an answer from 500 up, or none. */
    void add(long nanos, boolean failed) {
        requests++;
        waitNanos += nanos;
        if (failed) {
            errors++;
        }
        int slot = 0;
        while (slot < BOUNDS_MILLIS.length && nanos > BOUNDS_MILLIS[slot] * NANOS_PER_MILLI) {
            slot++;
        }
        latencies[slot]++;
    }

    Snapshot snapshot() {
        return new Snapshot(
                requests, errors, waitNanos, Arrays.stream(latencies).boxed().toList());
    }

    /**
     * The numbers at one moment.
     *
     * @param requests that were sent to it and are answered or lost
     * @param errors of them that were answered with 500 or more, or not at all
     * @param waitNanos until the heads of all answers, together
     * @param latencies requests per class of {@link #BOUNDS_MILLIS}
     */
    record Snapshot(long requests, long errors, long waitNanos, List<Long> latencies) {}
}

package io.kyozo.deployer.route;

import java.util.ArrayList;
import java.util.List;

/**
 * What replicas answered through their route.
 *
 * @param requests answered or lost
 * @param errors of them that were answered with 500 or more, or not at all
 * @param boundsMillis upper bounds of the latency classes, rising
 * @param latencies requests per class; one more than there are bounds
 */
public record Traffic(long requests, long errors, List<Long> boundsMillis, List<Long> latencies) {
    public static final Traffic NONE = new Traffic(0, 0, List.of(), List.of());

    public Traffic {
        boundsMillis = List.copyOf(boundsMillis);
        latencies = List.copyOf(latencies);
    }

    /** Both together. */
    public Traffic plus(Traffic other) {
        return combined(other, 1);
    }

    /** What came since {@code earlier}; a proxy that was restarted meanwhile began anew. */
    public Traffic since(Traffic earlier) {
        return requests < earlier.requests ? this : combined(earlier, -1);
    }

    /** Errors among the requests, 0 to 1. */
    public double errorRate() {
        return requests == 0 ? 0 : (double) errors / requests;
    }

    /** The bound of the class in which 95 % of the answers came, in milliseconds; the longest known bound beyond that. */
    public long p95Millis() {
        long all = latencies.stream().mapToLong(Long::longValue).sum();
        long seen = 0;
        for (int slot = 0; slot < boundsMillis.size(); slot++) {
            seen += latencies.get(slot);
            if (seen * 100 >= all * 95) {
                return boundsMillis.get(slot);
            }
        }
        return boundsMillis.isEmpty() ? 0 : boundsMillis.get(boundsMillis.size() - 1);
    }

    private Traffic combined(Traffic other, int sign) {
        List<Long> bounds = boundsMillis.isEmpty() ? other.boundsMillis : boundsMillis;
        List<Long> counts = new ArrayList<>();
        for (int slot = 0; slot < Math.max(latencies.size(), other.latencies.size()); slot++) {
            counts.add(at(latencies, slot) + sign * at(other.latencies, slot));
        }
        return new Traffic(requests + sign * other.requests, errors + sign * other.errors, bounds, counts);
    }

    private static long at(List<Long> counts, int slot) {
        return slot < counts.size() ? counts.get(slot) : 0;
    }
}

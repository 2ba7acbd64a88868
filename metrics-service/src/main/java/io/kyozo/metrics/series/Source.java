package io.kyozo.metrics.series;

import java.util.UUID;

/**
 * What gives samples.
 *
 * @param instanceId the replica
 * @param serviceId its service
 * @param kind what is read of it
 * @param page 0, or more where it has more series than fit in a row
 */
public record Source(UUID instanceId, UUID serviceId, Kind kind, int page) {
    /** What is read of a replica. */
    public enum Kind {
        /** What it uses; the columns are {@link Metric}s. */
        USAGE,
        /** What it exports itself; the columns are its series. */
        EXPORT
    }

    /** Of what a replica uses. */
    public static Source usage(UUID instanceId, UUID serviceId) {
        return new Source(instanceId, serviceId, Kind.USAGE, 0);
    }
}

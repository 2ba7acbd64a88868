package io.kyozo.metrics.series;

import java.time.Duration;
import java.time.Instant;

/** How finely samples are kept. All tiers are kept side by side, each for its own time. */
public enum Tier {
    /** Every sample. */
    RAW(0, 30 * 60, 1),
    /** A summary a minute. */
    MINUTE(60, 30 * 60, 1),
    /** A summary an hour. */
    HOUR(3600, 24 * 3600, 32),
    /** A summary a day. */
    DAY(24 * 3600, 32L * 24 * 3600, 512);

    private final long bucketSeconds;
    private final long chunkSeconds;
    private final long partitionDays;

    Tier(long bucketSeconds, long chunkSeconds, long partitionDays) {
        this.bucketSeconds = bucketSeconds;
        this.chunkSeconds = chunkSeconds;
        this.partitionDays = partitionDays;
    }

    /** The time that one summary is of; zero for every sample. */
    public Duration bucket() {
        return Duration.ofSeconds(bucketSeconds);
    }

    /** The time that one chunk holds. */
    public Duration chunk() {
        return Duration.ofSeconds(chunkSeconds);
    }

    /** Days that are dropped together. */
    public long partitionDays() {
        return partitionDays;
    }

    /** The table of its chunks. */
    public String table() {
        return switch (this) {
            case RAW -> "chunk_raw";
            case MINUTE -> "chunk_minute";
            case HOUR -> "chunk_hour";
            case DAY -> "chunk_day";
        };
    }

    /** Start of the chunk that {@code epochMillis} falls into. */
    public Instant chunkOf(long epochMillis) {
        return Instant.ofEpochMilli(floor(epochMillis, chunk().toMillis()));
    }

    /** Start of the bucket that {@code epochMillis} falls into, in epoch milliseconds. */
    public long bucketOf(long epochMillis) {
        return this == RAW ? epochMillis : floor(epochMillis, bucket().toMillis());
    }

    /** The coarsest tier whose buckets fill steps of this width without remainder. */
    public static Tier forStep(Duration step) {
        Tier found = RAW;
        for (Tier tier : new Tier[] {MINUTE, HOUR}) {
            if (step.toMillis() % tier.bucket().toMillis() == 0) {
                found = tier;
            }
        }
        return found;
    }

    /** The last whole multiple of {@code width} that is not after {@code value}. */
    public static long floor(long value, long width) {
        return Math.floorDiv(value, width) * width;
    }
}

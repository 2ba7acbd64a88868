package io.kyozo.metrics.collect;

import io.kyozo.metrics.series.Sample;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Makes samples out of readings. */
public final class Sampling {
    private static final double NANOS_PER_SECOND = 1e9;

    private Sampling() {}

    /**
     * The sample at {@code now}. A counter that fell was started anew: what it shows has been used since then, so it is
     * the whole difference (as Prometheus' {@code rate} has it).
     *
     * @param before the reading before; null for the first one, which gives no rates
     */
    public static Sample sample(Target target, @Nullable Reading before, Reading now) {
        double seconds = before == null ? 0 : seconds(before, now);
        if (before == null || seconds <= 0) {
            return sample(target, now, null, null, null, null, null);
        }
        double cpuSeconds = rise(before.cpuNanos(), now.cpuNanos()) / NANOS_PER_SECOND;
        return sample(
                target,
                now,
                cpuSeconds / seconds,
                rise(before.networkReceivedBytes(), now.networkReceivedBytes()) / seconds,
                rise(before.networkSentBytes(), now.networkSentBytes()) / seconds,
                rise(before.diskReadBytes(), now.diskReadBytes()) / seconds,
                rise(before.diskWrittenBytes(), now.diskWrittenBytes()) / seconds);
    }

    private static double seconds(Reading before, Reading now) {
        return Duration.between(before.at(), now.at()).toNanos() / NANOS_PER_SECOND;
    }

    private static double rise(long before, long now) {
        return now >= before ? now - before : now;
    }

    private static Sample sample(
            Target target,
            Reading now,
            @Nullable Double cpu,
            @Nullable Double receive,
            @Nullable Double send,
            @Nullable Double read,
            @Nullable Double write) {
        return new Sample(
                target.instanceId(),
                target.serviceId(),
                now.at(),
                cpu,
                now.memoryBytes(),
                now.memoryLimitBytes(),
                receive,
                send,
                read,
                write,
                now.pids());
    }
}

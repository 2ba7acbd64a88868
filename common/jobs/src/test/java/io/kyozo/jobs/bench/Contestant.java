package io.kyozo.jobs.bench;

import java.util.OptionalDouble;

/** Something that does jobs. What one can't do, or what it is not asked for, is left empty. */
interface Contestant extends AutoCloseable {
    String name();

    /** No-op jobs per second, with {@code jobs} of them waiting before it begins. */
    OptionalDouble throughput(int jobs);

    /** Jobs put in per second, each in a call and a transaction of its own, by 32 callers at once. */
    OptionalDouble enqueueSingly(int jobs);

    /** Jobs put in per second, 1,000 to a call. */
    OptionalDouble enqueueBatches(int jobs);

    /** From putting a job in to its start, with {@code perSecond} jobs coming evenly for some seconds. */
    Latency latency(int perSecond, int seconds);

    @Override
    default void close() {}
}

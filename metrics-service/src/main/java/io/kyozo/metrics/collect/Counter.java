package io.kyozo.metrics.collect;

/** What is read of a replica. */
public enum Counter {
    /** CPU time in nanoseconds; rises. */
    CPU_NANOS,
    /** Time it was held back by its CPU limit, in nanoseconds; rises. */
    THROTTLED_NANOS,
    /** Working set in bytes. */
    MEMORY,
    /** Page cache in bytes. */
    CACHE,
    /** Most memory it may use, in bytes. */
    MEMORY_LIMIT,
    /** Bytes; rises. */
    RECEIVED,
    /** Bytes; rises. */
    SENT,
    /** Bytes; rises. */
    READ,
    /** Bytes; rises. */
    WRITTEN,
    /** Processes and threads. */
    PIDS,
    /** Processes killed for want of memory; rises. */
    OOM_KILLS,
    /** Bytes on disk beside its image. */
    DISK_USED,
    /** How often it was started anew; rises. */
    RESTARTS,
    /** Requests that the proxy sent to it; rises. */
    REQUESTS,
    /** Of those, that failed; rises. */
    REQUEST_ERRORS,
    /** Time that the proxy waited for its answers, in nanoseconds; rises. */
    WAIT_NANOS,
    /** Time that the latest probe waited, in nanoseconds. */
    PROBE_NANOS
}

package io.kyozo.metrics.series;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is measured of each replica. The order is that of the values kept: new ones go to the end. */
public enum Metric {
    /** Cores in use; 1.0 is one core. */
    CPU("cpu", "cores", Over.SUM),
    /** Working set: what can't be dropped at once. */
    MEMORY("memory", "bytes", Over.SUM),
    /** Received from the network. */
    NETWORK_RECEIVE("network-receive", "bytes/s", Over.SUM),
    /** Sent to the network. */
    NETWORK_SEND("network-send", "bytes/s", Over.SUM),
    /** Read from disks. */
    DISK_READ("disk-read", "bytes/s", Over.SUM),
    /** Written to disks. */
    DISK_WRITE("disk-write", "bytes/s", Over.SUM),
    /** Processes and threads. */
    PIDS("pids", "count", Over.SUM),
    /** Seconds a second in which it wanted a CPU and was held back by its limit. */
    CPU_THROTTLED("cpu-throttled", "s/s", Over.SUM),
    /** Page cache, the part that can be dropped at once included. */
    MEMORY_CACHE("memory-cache", "bytes", Over.SUM),
    /** Most that it may use; none where there is no limit. */
    MEMORY_LIMIT("memory-limit", "bytes", Over.SUM),
    /** Processes killed for want of memory, since its start. */
    OOM_KILLS("oom-kills", "count", Over.SUM),
    /** What it holds on disk beside its image. */
    DISK_USED("disk-used", "bytes", Over.SUM),
    /** How often it was started anew. */
    RESTARTS("restarts", "count", Over.SUM),
    /** How long the proxy waited for an answer, on average. */
    RESPONSE_TIME("response-time", "s", Over.MEAN),
    /** Requests through the proxy. */
    REQUESTS("requests", "1/s", Over.SUM),
    /** Of those, answered with a 5xx or not at all. */
    REQUEST_ERRORS("request-errors", "1/s", Over.SUM),
    /** How long the latest probe waited for an answer. */
    PROBE_TIME("probe-time", "s", Over.MEAN);

    private enum Over {
        SUM,
        MEAN
    }

    private final String id;
    private final String unit;
    private final Over over;

    Metric(String id, String unit, Over over) {
        this.id = id;
        this.unit = unit;
        this.over = over;
    }

    /** The name in the API and in rules. */
    public String id() {
        return id;
    }

    public String unit() {
        return unit;
    }

    /** A service's value: its replicas' sum or mean, whichever makes sense of this metric; {@link Double#NaN} for none. */
    public double total(double[] replicas) {
        if (replicas.length == 0) {
            return Double.NaN;
        }
        double sum = Arrays.stream(replicas).sum();
        return over == Over.SUM ? sum : sum / replicas.length;
    }

    /** The metric of this name. */
    public static Optional<Metric> ofId(String id) {
        return Arrays.stream(values()).filter(metric -> metric.id.equals(id)).findFirst();
    }

    /** The names of all of them. */
    public static List<String> ids() {
        return Arrays.stream(values()).map(Metric::id).toList();
    }
}

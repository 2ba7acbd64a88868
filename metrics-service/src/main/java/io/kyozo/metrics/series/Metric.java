package io.kyozo.metrics.series;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** What is measured of each replica. A service's value is the sum over its replicas. */
public enum Metric {
    /** Cores in use; 1.0 is one core. */
    CPU("cpu", "cores", "cpu"),
    /** Working set. */
    MEMORY("memory", "bytes", "memory_bytes"),
    /** Received from the network. */
    NETWORK_RECEIVE("network-receive", "bytes/s", "network_rx"),
    /** Sent to the network. */
    NETWORK_SEND("network-send", "bytes/s", "network_tx"),
    /** Read from disks. */
    DISK_READ("disk-read", "bytes/s", "disk_read"),
    /** Written to disks. */
    DISK_WRITE("disk-write", "bytes/s", "disk_write"),
    /** Processes and threads. */
    PIDS("pids", "count", "pids");

    private final String id;
    private final String unit;
    private final String column;

    Metric(String id, String unit, String column) {
        this.id = id;
        this.unit = unit;
        this.column = column;
    }

    /** The name in the API and in rules. */
    public String id() {
        return id;
    }

    public String unit() {
        return unit;
    }

    /** The column of the sample table that holds it. */
    public String column() {
        return column;
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

package io.kyozo.metrics.bench;

import io.kyozo.metrics.series.Metric;
import java.util.Random;

/**
 * A replica that is busy all the time: whatever can change does so from one sample to the next, with the noise and the
 * resolution of what the kernel counts. Only limits, restarts and kills for want of memory are as steady as they are.
 */
final class Replica {
    private static final double PAGE = 4096;
    private static final double MEGA = 1e6;
    private static final double MILLI = 1e3;
    private static final double STICKY = 0.7;

    private final Random random;
    private final double busy;
    private double noise;
    private double memory;
    private double cache;
    private double disk;
    private int pids;
    private int restarts;

    Replica(int seed) {
        random = new Random(seed);
        busy = 0.02 + 0.5 * random.nextDouble();
        memory = PAGE * (10_000 + random.nextInt(50_000));
        cache = PAGE * (1_000 + random.nextInt(9_000));
        disk = PAGE * (5_000 + random.nextInt(50_000));
        pids = 8 + random.nextInt(30);
    }

    /** The next sample, ten seconds later. */
    double[] next() {
        noise = STICKY * noise + 0.25 * random.nextGaussian();
        double load = busy * Math.max(0.05, 1 + noise);
        memory = Math.max(PAGE * 1000, memory + PAGE * Math.rint(40 * random.nextGaussian()));
        cache = Math.max(PAGE * 100, cache + PAGE * Math.rint(8 * random.nextGaussian()));
        disk += random.nextInt(3) == 0 ? PAGE * random.nextInt(6) : 0;
        pids = Math.max(3, pids + random.nextInt(3) - 1);
        restarts += random.nextInt(20_000) == 0 ? 1 : 0;
        double[] values = new double[Metric.values().length];
        put(values, Metric.CPU, load, MEGA);
        put(values, Metric.MEMORY, memory, 1);
        put(values, Metric.NETWORK_RECEIVE, load * 200_000 * spread(0.2), 1);
        put(values, Metric.NETWORK_SEND, load * 900_000 * spread(0.2), 1);
        put(values, Metric.DISK_READ, random.nextInt(6) == 0 ? PAGE * random.nextInt(80) / 10 : 0, 1);
        put(values, Metric.DISK_WRITE, PAGE * random.nextInt(60) / 10, 1);
        put(values, Metric.PIDS, pids, 1);
        put(values, Metric.CPU_THROTTLED, Math.max(0, load - 0.4) * spread(0.5), MEGA);
        put(values, Metric.MEMORY_CACHE, cache, 1);
        put(values, Metric.MEMORY_LIMIT, 512 << 20, 1);
        put(values, Metric.RESTARTS, restarts, 1);
        put(values, Metric.DISK_USED, disk, 1);
        put(values, Metric.RESPONSE_TIME, 0.02 * spread(0.3), MEGA);
        put(values, Metric.REQUESTS, load * 100 * spread(0.1), MILLI);
        put(values, Metric.REQUEST_ERRORS, random.nextInt(10) == 0 ? random.nextInt(20) / 10.0 : 0, MILLI);
        put(values, Metric.PROBE_TIME, 0.003 * spread(0.3), MEGA);
        return values;
    }

    private double spread(double share) {
        return Math.max(0.1, 1 + share * random.nextGaussian());
    }

    private static void put(double[] values, Metric metric, double value, double unit) {
        values[metric.ordinal()] = Math.rint(value * unit) / unit;
    }
}

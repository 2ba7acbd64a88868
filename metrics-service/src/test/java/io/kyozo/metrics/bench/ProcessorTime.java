package io.kyozo.metrics.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Time on processors, in nanoseconds, as the kernel counts it. */
final class ProcessorTime {
    private static final long NANOS_PER_TICK = 10_000_000;
    private static final int PARENT = 1;
    private static final int USER = 11;
    private static final int SYSTEM = 12;

    private ProcessorTime() {}

    /** Of this JVM. */
    static long own() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.OperatingSystemMXBean.class)
                .getProcessCpuTime();
    }

    /** Of one process. */
    static long of(long pid) {
        String[] fields = fields(Path.of("/proc", Long.toString(pid)));
        return fields.length <= SYSTEM
                ? 0
                : (Long.parseLong(fields[USER]) + Long.parseLong(fields[SYSTEM])) * NANOS_PER_TICK;
    }

    /** Of a process and its children that run. */
    static long ofFamily(long pid) {
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            return of(pid)
                    + all.filter(folder -> folder.getFileName().toString().matches("[0-9]+"))
                            .filter(folder -> parent(folder) == pid)
                            .mapToLong(folder ->
                                    of(Long.parseLong(folder.getFileName().toString())))
                            .sum();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static long parent(Path process) {
        String[] fields = fields(process);
        return fields.length <= PARENT ? 0 : Long.parseLong(fields[PARENT]);
    }

    private static String[] fields(Path process) {
        try {
            String stat = Files.readString(process.resolve("stat"));
            return stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        } catch (IOException ended) {
            return new String[0];
        }
    }
}

package io.kyozo.runtime.process;

import io.kyozo.runtime.ContainerStats;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What all processes of a container use: from its control groups where it has some, else summed over {@code /proc}.
 * The network is the host's, so that its share is not known: 0.
 */
final class ProcessStats {
    /** USER_HZ, which is 100 on every architecture that Java runs on. */
    private static final long NANOS_PER_TICK = 10_000_000L;

    private static final long KIB = 1024;
    private static final long UNLIMITED = 1L << 60;

    private final List<ProcStat> members;
    private final List<String> groups;

    private ProcessStats(List<ProcStat> members, List<String> groups) {
        this.members = members;
        this.groups = groups;
    }

    static ContainerStats read(RunRecord run, String mark) throws IOException {
        var members = new ProcessTree(run.launcher(), mark).members();
        return new ProcessStats(members, run.groups()).read();
    }

    private ContainerStats read() throws IOException {
        var memory = memory();
        return new ContainerStats(
                Instant.now(),
                cpuNanos(),
                memory,
                memoryLimit(),
                0,
                0,
                io("read_bytes"),
                io("write_bytes"),
                members.stream().mapToInt(ProcStat::threads).sum());
    }

    private long cpuNanos() throws IOException {
        var version1 = file("cpuacct.usage");
        if (version1.isPresent()) {
            return Counters.only(version1.get());
        }
        var version2 = file("cpu.stat");
        var micros = version2.isPresent() ? Counters.named(version2.get(), "usage_usec") : 0;
        return micros > 0
                ? micros * 1_000
                : members.stream().mapToLong(ProcStat::cpuTicks).sum() * NANOS_PER_TICK;
    }

    private long memory() throws IOException {
        var version2 = file("memory.current");
        var version1 = file("memory.usage_in_bytes");
        var stat = file("memory.stat");
        if (stat.isPresent() && (version1.isPresent() || version2.isPresent())) {
            var usage = Counters.only(version2.or(() -> version1).orElseThrow());
            var droppable = Counters.named(stat.get(), version2.isPresent() ? "inactive_file" : "total_inactive_file");
            return Math.max(0, usage - droppable);
        }
        var sum = 0L;
        for (var process : members) {
            sum += proportional(process.pid());
        }
        return sum;
    }

    private long memoryLimit() throws IOException {
        var file = file("memory.max").or(() -> file("memory.limit_in_bytes"));
        var limit = file.isPresent() ? Counters.only(file.get()) : 0;
        return limit >= UNLIMITED ? 0 : limit;
    }

    /** What is shared among processes counts for each in part. */
    private static long proportional(long pid) {
        try {
            return Counters.named(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss") * KIB;
        } catch (IOException gone) {
            return 0;
        }
    }

    private long io(String name) {
        var sum = 0L;
        for (var process : members) {
            try {
                sum += Counters.named(Path.of("/proc", Long.toString(process.pid()), "io"), name);
            } catch (IOException gone) {
                // It ended since it was listed.
                continue;
            }
        }
        return sum;
    }

    private Optional<Path> file(String name) {
        return groups.stream()
                .map(group -> Path.of(group, name))
                .filter(Files::exists)
                .findFirst();
    }
}

package io.kyozo.metrics.collect.cgroup;

import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The counters of one container's control groups, kept open. A controller that the host does not have gives none. */
public final class GroupCounters implements AutoCloseable {
    private static final long MICRO = 1_000;
    /** The kernel's way to say that there is no limit: what it rounds "everything" to. */
    private static final long UNLIMITED = 1L << 60;

    private static final int RECEIVED_COLUMN = 0;
    private static final int SENT_COLUMN = 8;

    private record Read(Counter counter, long factor, Function<Numbers, OptionalLong> number) {}

    private record Opened(KernelFile file, List<Read> reads) {
        boolean countsDisks() {
            return reads.stream().anyMatch(read -> read.counter() == Counter.WRITTEN);
        }
    }

    private final List<Opened> files = new ArrayList<>();
    private @Nullable ProcessIo processes;
    private @Nullable KernelFile usage;
    private @Nullable KernelFile stat;
    private String inactive = "inactive_file";
    private String cache = "file";

    private GroupCounters() {}

    /**
     * @param network the devices that only this container has
     * @param proc where the kernel tells of processes
     */
    static GroupCounters open(Map<String, Path> groups, Optional<Path> network, Path proc) throws IOException {
        GroupCounters counters = new GroupCounters();
        try {
            Path unified = groups.get("");
            if (unified != null && Files.exists(unified.resolve("memory.current"))) {
                counters.openVersion2(unified);
            } else {
                counters.openVersion1(groups);
            }
            if (counters.files.stream().noneMatch(Opened::countsDisks)) {
                counters.openProcesses(groups, proc);
            }
            if (network.isPresent()) {
                counters.open(
                        network.get(),
                        new Read(Counter.RECEIVED, 1, text -> text.sumOfInterfaces(RECEIVED_COLUMN)),
                        new Read(Counter.SENT, 1, text -> text.sumOfInterfaces(SENT_COLUMN)));
            }
        } catch (IOException e) {
            counters.close();
            throw e;
        }
        return counters;
    }

    private void openVersion2(Path group) throws IOException {
        usage = new KernelFile(group.resolve("memory.current"));
        stat = new KernelFile(group.resolve("memory.stat"));
        open(
                group.resolve("cpu.stat"),
                new Read(Counter.CPU_NANOS, MICRO, text -> text.named("usage_usec")),
                new Read(Counter.THROTTLED_NANOS, MICRO, text -> text.named("throttled_usec")));
        open(group.resolve("memory.max"), new Read(Counter.MEMORY_LIMIT, 1, Numbers::only));
        open(group.resolve("memory.events"), new Read(Counter.OOM_KILLS, 1, text -> text.named("oom_kill")));
        open(
                group.resolve("io.stat"),
                new Read(Counter.READ, 1, text -> text.sumOfPairs("rbytes")),
                new Read(Counter.WRITTEN, 1, text -> text.sumOfPairs("wbytes")));
        open(group.resolve("pids.current"), new Read(Counter.PIDS, 1, Numbers::only));
    }

    private void openVersion1(Map<String, Path> groups) throws IOException {
        open(groups, "cpuacct", "cpuacct.usage", new Read(Counter.CPU_NANOS, 1, Numbers::only));
        open(groups, "cpu", "cpu.stat", new Read(Counter.THROTTLED_NANOS, 1, text -> text.named("throttled_time")));
        open(groups, "memory", "memory.limit_in_bytes", new Read(Counter.MEMORY_LIMIT, 1, Numbers::only));
        open(groups, "memory", "memory.oom_control", new Read(Counter.OOM_KILLS, 1, text -> text.named("oom_kill")));
        open(
                groups,
                "blkio",
                "blkio.throttle.io_service_bytes_recursive",
                new Read(Counter.READ, 1, text -> text.sumOfDevices("Read")),
                new Read(Counter.WRITTEN, 1, text -> text.sumOfDevices("Write")));
        open(groups, "pids", "pids.current", new Read(Counter.PIDS, 1, Numbers::only));
        Path memory = groups.get("memory");
        if (memory != null) {
            usage = new KernelFile(memory.resolve("memory.usage_in_bytes"));
            stat = new KernelFile(memory.resolve("memory.stat"));
            inactive = "total_inactive_file";
            cache = "total_cache";
        }
    }

    private void openProcesses(Map<String, Path> groups, Path proc) {
        groups.values().stream()
                .map(group -> group.resolve("cgroup.procs"))
                .filter(Files::exists)
                .findFirst()
                .ifPresent(members -> processes = new ProcessIo(proc, members));
    }

    private void open(Map<String, Path> groups, String controller, String name, Read... reads) throws IOException {
        Path group = groups.get(controller);
        if (group != null) {
            open(group.resolve(name), reads);
        }
    }

    private void open(Path file, Read... reads) throws IOException {
        if (Files.exists(file)) {
            files.add(new Opened(new KernelFile(file), List.of(reads)));
        }
    }

    /** What they stand at now; fails where the container is gone. */
    public Reading read() throws IOException {
        Map<Counter, Long> counters = new EnumMap<>(Counter.class);
        for (Opened opened : files) {
            Numbers numbers = opened.file().read();
            for (Read read : opened.reads()) {
                read.number().apply(numbers).ifPresent(value -> counters.put(read.counter(), value * read.factor()));
            }
        }
        if (counters.getOrDefault(Counter.MEMORY_LIMIT, 0L) >= UNLIMITED) {
            counters.remove(Counter.MEMORY_LIMIT);
        }
        readMemory(counters);
        if (processes != null) {
            processes.addTo(counters);
        }
        return new Reading(Instant.now(), counters);
    }

    /** The working set is what is used without the page cache that can be dropped at once, as the kubelet reckons it. */
    private void readMemory(Map<Counter, Long> counters) throws IOException {
        if (usage == null || stat == null) {
            return;
        }
        OptionalLong used = usage.read().only();
        Numbers parts = stat.read();
        if (used.isPresent()) {
            long droppable = parts.named(inactive).orElse(0);
            counters.put(Counter.MEMORY, Math.max(0, used.getAsLong() - droppable));
        }
        parts.named(cache).ifPresent(bytes -> counters.put(Counter.CACHE, bytes));
    }

    @Override
    public void close() throws IOException {
        for (Opened opened : files) {
            opened.file().close();
        }
        if (usage != null) {
            usage.close();
        }
        if (stat != null) {
            stat.close();
        }
    }
}

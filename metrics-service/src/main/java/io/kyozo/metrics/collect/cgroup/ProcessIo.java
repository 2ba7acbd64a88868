package io.kyozo.metrics.collect.cgroup;

import io.kyozo.metrics.collect.Counter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/**
 * What the processes of a control group read from disks and wrote to them, where the group itself does not count it: from
 * {@code /proc/PID/io}, in which a process also has what its ended children had. The sum falls where a process ends that
 * another one's child was; only its rises count.
 */
final class ProcessIo {
    private final Path proc;
    private final Path members;
    private final Rising read = new Rising();
    private final Rising written = new Rising();

    /** @param members the group's list of processes */
    ProcessIo(Path proc, Path members) {
        this.proc = proc;
        this.members = members;
    }

    private static final class Rising {
        private long total;
        private long before;

        long with(long sum) {
            total += Math.max(0, sum - before);
            before = sum;
            return total;
        }
    }

    /** Adds both counters; neither where no process can be read. Fails where the group is gone. */
    void addTo(Map<Counter, Long> counters) throws IOException {
        long readNow = 0;
        long writtenNow = 0;
        boolean any = false;
        for (String pid : Files.readAllLines(members)) {
            Numbers numbers = io(pid);
            any |= !numbers.text().isEmpty();
            readNow += numbers.named("read_bytes:").orElse(0);
            writtenNow += numbers.named("write_bytes:").orElse(0);
        }
        if (any) {
            counters.put(Counter.READ, read.with(readNow));
            counters.put(Counter.WRITTEN, written.with(writtenNow));
        }
    }

    private Numbers io(String pid) {
        try {
            return new Numbers(Files.readString(proc.resolve(pid).resolve("io")));
        } catch (IOException endedOrNotOurs) {
            return new Numbers("");
        }
    }
}

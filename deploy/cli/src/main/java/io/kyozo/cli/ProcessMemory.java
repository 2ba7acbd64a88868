package io.kyozo.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** How much memory processes hold, in bytes; -1 where the operating system does not say. */
final class ProcessMemory {
    private ProcessMemory() {}

    /** The resident set of one process. */
    static long resident(long pid) {
        return field(pid, "status", "VmRSS:");
    }

    /** The share of a process and its children: pages that several use are divided among them where that is known. */
    static long residentOfTree(long pid) {
        Stream<Long> children = ProcessHandle.of(pid).stream()
                .flatMap(ProcessHandle::descendants)
                .map(ProcessHandle::pid);
        long own = share(pid);
        return own < 0
                ? own
                : own
                        + children.mapToLong(ProcessMemory::share)
                                .filter(share -> share > 0)
                                .sum();
    }

    private static long share(long pid) {
        long proportional = field(pid, "smaps_rollup", "Pss:");
        return proportional >= 0 ? proportional : resident(pid);
    }

    private static long field(long pid, String file, String name) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), file))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.replaceAll("\\D", ""))
                    .mapToLong(kilobytes -> Long.parseLong(kilobytes) * 1024)
                    .findFirst()
                    .orElse(-1);
        } catch (IOException | java.io.UncheckedIOException notReadable) {
            return -1;
        }
    }
}

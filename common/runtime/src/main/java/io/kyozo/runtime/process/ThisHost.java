package io.kyozo.runtime.process;

import io.kyozo.runtime.HostCapacity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The machine that we run on. */
final class ThisHost {
    private static final Path MEMORY = Path.of("/proc/meminfo");
    private static final int KIB = 1024;

    private ThisHost() {}

    /** With the free space of the disk that holds {@code folder}. */
    static HostCapacity capacity(Path folder) throws IOException {
        var memory = Files.exists(MEMORY) ? total(Files.readAllLines(MEMORY)) : 0;
        return new HostCapacity(
                memory,
                Runtime.getRuntime().availableProcessors(),
                folder.toAbsolutePath().toFile().getUsableSpace());
    }

    /** Such as {@code MemTotal:       24654348 kB} (proc(5)). */
    private static long total(List<String> lines) {
        return lines.stream()
                .filter(line -> line.startsWith("MemTotal:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) * KIB)
                .findFirst()
                .orElse(0);
    }
}

package io.kyozo.metrics.collect.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where control groups are mounted, from {@code /proc/self/mountinfo}; see proc(5).
 *
 * @param version1 by controller
 * @param version2 null where there is none
 */
record Mounts(Map<String, Path> version1, @Nullable Path version2) {
    private static final int MOUNT_POINT = 4;

    static Mounts read(Path proc) throws IOException {
        return parse(Files.readString(proc.resolve("self").resolve("mountinfo")));
    }

    static Mounts parse(String mountinfo) {
        Map<String, Path> version1 = new HashMap<>();
        Path version2 = null;
        for (String line : mountinfo.split("\n")) {
            int separator = line.indexOf(" - ");
            if (separator < 0) {
                continue;
            }
            String[] left = line.substring(0, separator).split(" ");
            String[] right = line.substring(separator + 3).split(" ");
            if (right[0].equals("cgroup2")) {
                version2 = Path.of(left[MOUNT_POINT]);
            } else if (right[0].equals("cgroup") && right.length > 2) {
                Path mount = Path.of(left[MOUNT_POINT]);
                Arrays.stream(right[2].split(",")).forEach(controller -> version1.putIfAbsent(controller, mount));
            }
        }
        return new Mounts(version1, version2);
    }
}

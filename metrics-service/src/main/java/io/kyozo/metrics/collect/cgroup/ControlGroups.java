package io.kyozo.metrics.collect.cgroup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Finds the control groups of a container, of version 1 or 2, by a process in it. */
public final class ControlGroups {
    private static final Path PROC = Path.of("/proc");
    /** Where the process runtime puts its groups. */
    private static final String OWN_PARENT = "/kyozo/";

    private final Path proc;
    private final Mounts mounts;

    ControlGroups(Path proc, Mounts mounts) {
        this.proc = proc;
        this.mounts = mounts;
    }

    /** Of this host; empty where it has none that can be seen. */
    public static Optional<ControlGroups> ofHost() {
        try {
            return Optional.of(new ControlGroups(PROC, Mounts.read(PROC)));
        } catch (IOException noLinux) {
            return Optional.empty();
        }
    }

    /**
     * The counters of the container that {@code pid} is in. Empty where that process is not on this host, or its groups
     * are not the container's own: then their numbers would be others' too.
     */
    public Optional<GroupCounters> find(long pid, String containerId) {
        try {
            Path process = proc.resolve(Long.toString(pid));
            Map<String, Path> groups = groups(Files.readString(process.resolve("cgroup")), containerId);
            return groups.isEmpty()
                    ? Optional.empty()
                    : Optional.of(GroupCounters.open(groups, network(process), proc));
        } catch (IOException gone) {
            return Optional.empty();
        }
    }

    /** By controller, and as "" for version 2. */
    private Map<String, Path> groups(String cgroup, String containerId) {
        Map<String, Path> groups = new HashMap<>();
        for (String line : cgroup.split("\n")) {
            String[] parts = line.split(":", 3);
            if (parts.length == 3 && isOwn(parts[2], containerId)) {
                for (String controller : parts[1].split(",")) {
                    Path mount = controller.isEmpty()
                            ? mounts.version2()
                            : mounts.version1().get(controller);
                    if (mount != null) {
                        groups.put(controller, mount.resolve(parts[2].substring(1)));
                    }
                }
            }
        }
        return groups;
    }

    private static boolean isOwn(String path, String containerId) {
        return path.contains(containerId) || path.startsWith(OWN_PARENT);
    }

    /** The devices that only this container has; empty where it uses the host's. */
    private Optional<Path> network(Path process) throws IOException {
        Path own = Files.readSymbolicLink(proc.resolve("self").resolve("ns").resolve("net"));
        Path its = Files.readSymbolicLink(process.resolve("ns").resolve("net"));
        return own.equals(its)
                ? Optional.empty()
                : Optional.of(process.resolve("net").resolve("dev"));
    }
}

package io.kyozo.runtime.process;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * The control groups of one container, where the host lets us make them (version 1 or 2, mostly as root): limits, and
 * counters that forget no process. Without them a process is only watched.
 */
final class ControlGroup {
    private static final Logger LOG = Logger.getLogger(ControlGroup.class);
    private static final Path ROOT = Path.of("/sys/fs/cgroup");
    private static final String PARENT = "kyozo";
    private static final List<String> CONTROLLERS = List.of("memory", "cpu", "cpuacct", "pids");
    private static final int PERIOD_MICROS = 100_000;

    private ControlGroup() {}

    /** Whether limits can be set on this host. */
    static boolean available() {
        return isUnified()
                ? Files.isWritable(ROOT.resolve("cgroup.subtree_control"))
                : Files.isWritable(ROOT.resolve("memory"));
    }

    static boolean isUnified() {
        return Files.exists(ROOT.resolve("cgroup.controllers"));
    }

    /** Makes the groups, with limits and fresh counters; answers none where the host does not let us. */
    static List<Path> create(String name, ContainerRecord.Limits limits) {
        if (!available()) {
            return List.of();
        }
        var groups = folders(name);
        try {
            remove(groups);
            for (var group : groups) {
                if (isUnified()) {
                    delegate();
                }
                Files.createDirectories(group);
                limit(group, limits);
            }
            return groups;
        } catch (IOException e) {
            LOG.debugf(e, "No control group for %s: it runs without limits", name);
            return List.of();
        }
    }

    /** Does nothing where they are gone. */
    static void remove(List<Path> groups) throws IOException {
        for (var group : groups) {
            try {
                Files.deleteIfExists(group);
            } catch (DirectoryNotEmptyException inUse) {
                throw new IOException("The control group " + group + " still has processes", inUse);
            }
        }
    }

    /** How often a process in there was killed for want of memory. */
    static long oomKills(List<String> groups) throws IOException {
        for (var group : groups) {
            var file = Path.of(group, isUnified() ? "memory.events" : "memory.oom_control");
            if (Files.exists(file)) {
                return Counters.named(file, "oom_kill");
            }
        }
        return 0;
    }

    private static List<Path> folders(String name) {
        if (isUnified()) {
            return List.of(ROOT.resolve(PARENT).resolve(name));
        }
        var folders = new ArrayList<Path>();
        for (var controller : CONTROLLERS) {
            if (Files.isWritable(ROOT.resolve(controller))) {
                folders.add(ROOT.resolve(controller).resolve(PARENT).resolve(name));
            }
        }
        return folders;
    }

    private static void delegate() throws IOException {
        var parent = ROOT.resolve(PARENT);
        Files.createDirectories(parent);
        for (var folder : List.of(ROOT, parent)) {
            write(folder.resolve("cgroup.subtree_control"), "+memory +cpu +pids");
        }
    }

    private static void limit(Path group, ContainerRecord.Limits limits) throws IOException {
        if (limits.memoryBytes() > 0) {
            var bytes = Long.toString(limits.memoryBytes());
            write(group.resolve("memory.max"), bytes);
            write(group.resolve("memory.swap.max"), "0");
            write(group.resolve("memory.limit_in_bytes"), bytes);
            write(group.resolve("memory.memsw.limit_in_bytes"), bytes);
        }
        if (limits.cpus() > 0) {
            var quota = Math.max(1_000, Math.round(limits.cpus() * PERIOD_MICROS));
            write(group.resolve("cpu.max"), quota + " " + PERIOD_MICROS);
            write(group.resolve("cpu.cfs_period_us"), Integer.toString(PERIOD_MICROS));
            write(group.resolve("cpu.cfs_quota_us"), Long.toString(quota));
        }
        if (limits.pids() > 0) {
            write(group.resolve("pids.max"), Integer.toString(limits.pids()));
        }
    }

    /** Each version and each controller has its own files: those of others are not there. */
    private static void write(Path file, String value) throws IOException {
        try {
            Files.writeString(file, value, java.nio.file.StandardOpenOption.WRITE);
        } catch (NoSuchFileException ofAnother) {
            LOG.tracef("No %s", file);
        }
    }
}

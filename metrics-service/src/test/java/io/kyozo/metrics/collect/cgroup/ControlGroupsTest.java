package io.kyozo.metrics.collect.cgroup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.kyozo.metrics.collect.Counter;
import io.kyozo.metrics.collect.Reading;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both versions, on files as the kernel writes them. */
class ControlGroupsTest {
    private static final String ID = "0f3a9c";

    @TempDir
    Path root;

    private void file(String name, String text) throws IOException {
        Path path = root.resolve(name);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private void process(String cgroup, String net) throws IOException {
        file("proc/7/cgroup", cgroup);
        link("proc/7/ns/net", net);
        link("proc/self/ns/net", "net:[1]");
    }

    private void link(String name, String to) throws IOException {
        Files.createDirectories(root.resolve(name).getParent());
        Files.createSymbolicLink(root.resolve(name), Path.of(to));
    }

    private ControlGroups groups() {
        Map<String, Path> version1 = Map.of(
                "cpu", root.resolve("cpu"),
                "cpuacct", root.resolve("cpuacct"),
                "memory", root.resolve("memory"),
                "blkio", root.resolve("blkio"),
                "pids", root.resolve("pids"));
        return new ControlGroups(root.resolve("proc"), new Mounts(version1, root.resolve("unified")));
    }

    private void version2() throws IOException {
        String group = "unified/system.slice/docker-" + ID + ".scope/";
        process("0::/system.slice/docker-" + ID + ".scope\n", "net:[2]");
        file(group + "cpu.stat", "usage_usec 2500000\nuser_usec 1\nnr_throttled 3\nthrottled_usec 1500\n");
        file(group + "memory.current", "900000\n");
        file(group + "memory.stat", "anon 500000\nfile 400000\ninactive_file 300000\n");
        file(group + "memory.max", "max\n");
        file(group + "memory.events", "low 0\noom 4\noom_kill 2\n");
        file(group + "io.stat", "8:0 rbytes=100 wbytes=20 rios=1\n8:16 rbytes=11 wbytes=2 rios=1\n");
        file(group + "pids.current", "12\n");
        file(
                "proc/7/net/dev",
                "Inter-|   Receive\n face |bytes    packets\n    lo:  999 1 0 0 0 0 0 0 999 1 0 0 0 0 0 0\n"
                        + "  eth0: 1234 9 0 0 0 0 0 0 5678 8 0 0 0 0 0 0\n");
    }

    @Test
    void readsVersion2() throws IOException {
        version2();
        try (GroupCounters counters = groups().find(7, ID).orElseThrow()) {
            assertThat(counters.read().counters())
                    .containsEntry(Counter.CPU_NANOS, 2_500_000_000L)
                    .containsEntry(Counter.THROTTLED_NANOS, 1_500_000L)
                    .containsEntry(Counter.MEMORY, 600_000L)
                    .containsEntry(Counter.CACHE, 400_000L)
                    .containsEntry(Counter.OOM_KILLS, 2L)
                    .containsEntry(Counter.READ, 111L)
                    .containsEntry(Counter.WRITTEN, 22L)
                    .containsEntry(Counter.PIDS, 12L)
                    .containsEntry(Counter.RECEIVED, 1234L)
                    .containsEntry(Counter.SENT, 5678L)
                    .doesNotContainKey(Counter.MEMORY_LIMIT);
        }
    }

    private void version1() throws IOException {
        String path = "/docker/" + ID;
        process(
                "9:pids:" + path + "\n5:blkio:" + path + "\n4:memory:" + path + "\n3:cpuacct:" + path + "\n2:cpu:"
                        + path + "\n0::/\n",
                "net:[1]");
        file("cpuacct" + path + "/cpuacct.usage", "777\n");
        file("cpu" + path + "/cpu.stat", "nr_periods 5\nnr_throttled 2\nthrottled_time 123456\n");
        file("memory" + path + "/memory.usage_in_bytes", "5000\n");
        file("memory" + path + "/memory.stat", "cache 1\ntotal_cache 3000\ntotal_inactive_file 2000\n");
        file("memory" + path + "/memory.limit_in_bytes", "33554432\n");
        file("memory" + path + "/memory.oom_control", "oom_kill_disable 0\nunder_oom 0\noom_kill 1\n");
        file(
                "blkio" + path + "/blkio.throttle.io_service_bytes_recursive",
                "8:0 Read 10\n8:0 Write 20\n8:0 Total 30\n8:16 Read 1\nTotal 31\n");
        file("pids" + path + "/pids.current", "3\n");
    }

    @Test
    void readsVersion1AndLeavesTheHostsNetworkOut() throws IOException {
        version1();
        try (GroupCounters counters = groups().find(7, ID).orElseThrow()) {
            assertThat(counters.read().counters())
                    .containsEntry(Counter.CPU_NANOS, 777L)
                    .containsEntry(Counter.THROTTLED_NANOS, 123_456L)
                    .containsEntry(Counter.MEMORY, 3000L)
                    .containsEntry(Counter.CACHE, 3000L)
                    .containsEntry(Counter.MEMORY_LIMIT, 33_554_432L)
                    .containsEntry(Counter.OOM_KILLS, 1L)
                    .containsEntry(Counter.READ, 11L)
                    .containsEntry(Counter.WRITTEN, 20L)
                    .containsEntry(Counter.PIDS, 3L)
                    .doesNotContainKey(Counter.RECEIVED);
        }
    }

    /** The process runtime makes no such group: the processes' own counters stand in, and never fall. */
    @Test
    void withoutAGroupForDisksTheProcessesAreAsked() throws IOException {
        process("4:memory:/kyozo/web\n3:cpuacct:/kyozo/web\n", "net:[1]");
        file("memory/kyozo/web/cgroup.procs", "7\n8\n9\n");
        file("memory/kyozo/web/memory.usage_in_bytes", "5000\n");
        file("memory/kyozo/web/memory.stat", "total_cache 3000\ntotal_inactive_file 2000\n");
        io(7, 100, 10);
        io(8, 1000, 5);
        try (GroupCounters counters = groups().find(7, ID).orElseThrow()) {
            assertThat(counters.read().counters())
                    .containsEntry(Counter.READ, 1100L)
                    .containsEntry(Counter.WRITTEN, 15L);
            file("memory/kyozo/web/cgroup.procs", "7\n");
            assertThat(counters.read().counters()).containsEntry(Counter.READ, 1100L);
            io(7, 150, 10);
            assertThat(counters.read().counters())
                    .containsEntry(Counter.READ, 1150L)
                    .containsEntry(Counter.WRITTEN, 15L);
        }
    }

    private void io(int pid, long read, long written) throws IOException {
        file(
                "proc/" + pid + "/io",
                "rchar: 5\nwchar: 6\nread_bytes: " + read + "\nwrite_bytes: " + written
                        + "\ncancelled_write_bytes: 3\n");
    }

    @Test
    void readsTheNumbersOfNowFromFilesOnceOpened() throws IOException {
        version1();
        try (GroupCounters counters = groups().find(7, ID).orElseThrow()) {
            Reading first = counters.read();
            Files.writeString(root.resolve("cpuacct/docker/" + ID + "/cpuacct.usage"), "888\n");
            assertThat(first.of(Counter.CPU_NANOS)).hasValue(777);
            assertThat(counters.read().of(Counter.CPU_NANOS)).hasValue(888);
        }
    }

    @Test
    void whatIsNoNumberIsLeftOutAndTheRestStays() throws IOException {
        version1();
        file("cpuacct/docker/" + ID + "/cpuacct.usage", "-12\n");
        file("pids/docker/" + ID + "/pids.current", "99999999999999999999\n");
        file("memory/docker/" + ID + "/memory.limit_in_bytes", "9223372036854771712\n");
        try (GroupCounters counters = groups().find(7, ID).orElseThrow()) {
            assertThat(counters.read().counters())
                    .doesNotContainKeys(Counter.CPU_NANOS, Counter.PIDS, Counter.MEMORY_LIMIT)
                    .containsEntry(Counter.MEMORY, 3000L);
        }
    }

    @Test
    void groupsThatOthersAreInAreNotTheContainers() throws IOException {
        process("4:memory:/\n3:cpuacct:/user.slice\n0::/\n", "net:[1]");
        assertThat(groups().find(7, ID)).isEmpty();
    }

    @Test
    void aProcessThatIsGoneHasNone() {
        assertThat(groups().find(8, ID)).isEmpty();
    }

    @Test
    void closedFilesFail() throws IOException {
        version2();
        GroupCounters counters = groups().find(7, ID).orElseThrow();
        counters.close();
        assertThatThrownBy(counters::read).isInstanceOf(IOException.class);
    }

    @Test
    void findsWhereGroupsAreMounted() {
        Mounts mounts = Mounts.parse("30 25 0:26 / /sys/fs/cgroup/unified rw,relatime shared:9 - cgroup2 cgroup2 rw\n"
                + "31 25 0:27 / /sys/fs/cgroup/cpu,cpuacct rw - cgroup cgroup rw,cpu,cpuacct\n"
                + "nonsense\n");
        assertThat(mounts.version2()).isEqualTo(Path.of("/sys/fs/cgroup/unified"));
        assertThat(mounts.version1()).containsEntry("cpuacct", Path.of("/sys/fs/cgroup/cpu,cpuacct"));
    }

    @Test
    void theHostsOwnFilesAreFound() {
        assertThat(ControlGroups.ofHost()).isPresent();
    }
}

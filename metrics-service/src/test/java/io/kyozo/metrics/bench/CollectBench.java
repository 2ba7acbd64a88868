package io.kyozo.metrics.bench;

import io.kyozo.metrics.collect.cgroup.ControlGroups;
import io.kyozo.metrics.collect.cgroup.GroupCounters;
import io.kyozo.runtime.docker.DockerContainerRuntime;
import io.kyozo.runtime.docker.DockerSettings;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What reading a container's counters costs. No test: run by {@code ./kyozo bench watch collect}. */
class CollectBench {
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final int WARM_UP = 2_000;
    private static final int ROUNDS = 500;
    private static final int ENGINE_ROUNDS = 20;

    record Container(String id, long pid) {}

    /** {@code id:pid} of running containers, separated by commas. */
    static List<Container> containers() {
        List<Container> all = new ArrayList<>();
        for (String one : System.getProperty("kyozo.bench.containers", "").split(",")) {
            String[] parts = one.split(":");
            all.add(new Container(parts[0], Long.parseLong(parts[1])));
        }
        return all;
    }

    @Test
    void run() throws IOException {
        List<Container> all = containers();
        files(all);
        engine(all);
    }

    private static void files(List<Container> all) throws IOException {
        ControlGroups groups = ControlGroups.ofHost().orElseThrow();
        List<GroupCounters> counters = new ArrayList<>();
        for (Container container : all) {
            counters.add(groups.find(container.pid(), container.id()).orElseThrow());
        }
        for (int i = 0; i < WARM_UP; i++) {
            consume(counters.get(i % counters.size()));
        }
        long cpu = threadCpu();
        long wall = System.nanoTime();
        for (int round = 0; round < ROUNDS; round++) {
            for (GroupCounters one : counters) {
                consume(one);
            }
        }
        double reads = (double) ROUNDS * counters.size();
        double each = (threadCpu() - cpu) / reads;
        say(
                "collect: kernel files, %d containers: %.3f ms CPU, %.3f ms wall a container; 200 at 5 s: %.2f %% of a core",
                all.size(), each / 1e6, (System.nanoTime() - wall) / reads / 1e6, 200 * each / 5e9 * 100);
        for (GroupCounters one : counters) {
            one.close();
        }
    }

    private static void consume(GroupCounters counters) throws IOException {
        if (counters.read().counters().size() < 8) {
            throw new IllegalStateException("too few counters: " + counters.read());
        }
    }

    private static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    private static void engine(List<Container> all) {
        String host = System.getProperty("kyozo.bench.engine", "");
        long pid = Long.getLong("kyozo.bench.engine.pid", 0);
        DockerSettings settings = new DockerSettings(
                URI.create(host), "bench", PATIENCE, 32, "", "", null, PATIENCE, null, PATIENCE, false, 0);
        try (DockerContainerRuntime runtime = new DockerContainerRuntime(settings)) {
            read(runtime, all, 5);
            double own = ProcessorTime.own();
            double engine = ProcessorTime.of(pid);
            long wall = System.nanoTime();
            read(runtime, all, ENGINE_ROUNDS);
            double reads = (double) ENGINE_ROUNDS * all.size();
            say(
                    "collect: engine's /stats, %d containers: %.3f ms CPU here + %.3f ms in the engine, %.3f ms wall a container",
                    all.size(),
                    (ProcessorTime.own() - own) / reads / 1e6,
                    (ProcessorTime.of(pid) - engine) / reads / 1e6,
                    (System.nanoTime() - wall) / reads / 1e6);
        }
    }

    private static void read(DockerContainerRuntime runtime, List<Container> all, int rounds) {
        for (int round = 0; round < rounds; round++) {
            for (Container one : all) {
                var unused = runtime.stats(one.id()).await().atMost(PATIENCE);
            }
        }
    }

    private static void say(String format, Object... values) {
        System.out.printf("bench: " + format + "%n", values);
    }
}

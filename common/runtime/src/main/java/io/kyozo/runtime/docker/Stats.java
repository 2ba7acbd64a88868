package io.kyozo.runtime.docker;

import com.fasterxml.jackson.databind.JsonNode;
import io.kyozo.runtime.ContainerStats;
import io.kyozo.runtime.RuntimeFailure;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.OptionalLong;

/** One reading of a container's counters; the engine is asked not to wait for a second one. */
final class Stats {
    /** The engine's way to say that there is no limit: what the kernel rounds "everything" to. */
    private static final long UNLIMITED = 1L << 60;

    private final EngineConnection engine;

    Stats(EngineConnection engine) {
        this.engine = engine;
    }

    Uni<ContainerStats> read(String container) {
        var action = "read the statistics of " + container;
        var request = new Query("/containers/" + Query.segment(container) + "/stats")
                .with("stream", "false")
                .with("one-shot", "true")
                .get();
        return engine.http(action, http -> {
            try (var stream = EngineStream.pooled(action, http, request)) {
                return of(EngineStream.JSON.readTree(stream.body()), container);
            }
        });
    }

    /** The engine counts the files of the container's own layer. */
    Uni<OptionalLong> diskBytes(String container) {
        var action = "count what " + container + " holds on disk";
        var request = new Query("/containers/" + Query.segment(container) + "/json")
                .with("size", "true")
                .get();
        return engine.http(action, http -> {
            try (var stream = EngineStream.pooled(action, http, request)) {
                var size = EngineStream.JSON.readTree(stream.body()).path("SizeRw");
                return size.isNumber() ? OptionalLong.of(size.asLong()) : OptionalLong.empty();
            }
        });
    }

    static ContainerStats of(JsonNode seen, String container) {
        var cpu = seen.path("cpu_stats").path("cpu_usage").path("total_usage");
        if (cpu.isMissingNode()
                || cpu.asLong() == 0 && seen.path("memory_stats").isEmpty()) {
            throw new RuntimeFailure(RuntimeFailure.Kind.CONFLICT, "Container " + container + " does not run");
        }
        var memory = seen.path("memory_stats");
        var limit = memory.path("limit").asLong();
        return new ContainerStats(
                Instant.now(),
                cpu.asLong(),
                workingSet(memory),
                limit >= UNLIMITED ? 0 : limit,
                network(seen, "rx_bytes"),
                network(seen, "tx_bytes"),
                blocks(seen, "read"),
                blocks(seen, "write"),
                seen.path("pids_stats").path("current").asInt());
    }

    /** Usage without the page cache that the kernel can drop at once, as the kubelet reckons it: cgroup v1, then v2. */
    private static long workingSet(JsonNode memory) {
        var usage = memory.path("usage").asLong();
        var stats = memory.path("stats");
        var inactive = stats.has("total_inactive_file")
                ? stats.path("total_inactive_file").asLong()
                : stats.path("inactive_file").asLong();
        return Math.max(0, usage - inactive);
    }

    private static long network(JsonNode seen, String counter) {
        var sum = 0L;
        for (var nic : seen.path("networks")) {
            sum += nic.path(counter).asLong();
        }
        return sum;
    }

    private static long blocks(JsonNode seen, String operation) {
        var sum = 0L;
        for (var entry : seen.path("blkio_stats").path("io_service_bytes_recursive")) {
            if (entry.path("op").asText().equalsIgnoreCase(operation)) {
                sum += entry.path("value").asLong();
            }
        }
        return sum;
    }
}

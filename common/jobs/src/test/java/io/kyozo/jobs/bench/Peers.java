package io.kyozo.jobs.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The other engines, as the script that starts the benchmark has prepared them. */
final class Peers {
    private Peers() {}

    /** {@code folder} holds their programs and dependencies; nothing is measured beside us where it is empty. */
    static List<Contestant> of(String folder, int postgresPort) {
        List<Contestant> peers = new ArrayList<>();
        if (folder.isBlank()) {
            return peers;
        }
        Path at = Path.of(folder);
        Map<String, String> servers = Map.of(
                "BENCH_POSTGRES",
                "postgres://postgres@127.0.0.1:" + postgresPort + "/postgres",
                "BENCH_REDIS_PORT",
                System.getenv().getOrDefault("BENCH_REDIS_PORT", ""));
        String node = System.getenv().getOrDefault("BENCH_NODE", "node");
        peers.add(node("graphile-worker, batched", node, at, "graphile.mjs", servers));
        peers.add(node("pg-boss", node, at, "pgboss.mjs", servers));
        if (!servers.get("BENCH_REDIS_PORT").isEmpty()) {
            peers.add(node("BullMQ on Redis, fsync always", node, at, "bullmq.mjs", servers));
        }
        peers.add(node("BullMQ on PostgreSQL", node, at, "bullmq-postgres.mjs", servers));
        String scheduler = System.getenv().getOrDefault("BENCH_DB_SCHEDULER", "");
        if (!scheduler.isEmpty()) {
            peers.add(new ProcessContestant(
                    "db-scheduler", List.of("java", "-Xmx512m", "-cp", scheduler, "DbScheduler.java"), at, servers));
        }
        return peers;
    }

    private static Contestant node(String name, String node, Path at, String program, Map<String, String> servers) {
        return new ProcessContestant(name, List.of(node, program), at, servers);
    }
}

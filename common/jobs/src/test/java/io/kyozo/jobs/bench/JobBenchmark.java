package io.kyozo.jobs.bench;

import io.kyozo.jobs.store.JobDatabase;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the engine does per second and how soon a job starts, beside a bare loop and other engines on the same server,
 * which waits for the disk. Each round measures the contestants one after the other, each time another one first, so that a
 * busy machine is busy for all. Of what the other engines take long for, they are in every third round only. Run by
 * {@code ./kyozo bench jobs}.
 */
public final class JobBenchmark {
    private static final int WARM_UPS = 4;
    private static final int WARM_UP_JOBS = 50_000;
    private static final int WARM_UP_RATE = 2000;
    private static final int PEERS_EVERY = 3;
    private static final int LATENCY_RATE = 200;

    private final boolean quick;
    private final Set<String> cases;
    private final int rounds;
    private final Table table = new Table();

    private JobBenchmark(List<String> args) {
        this.quick = args.contains("--quick");
        this.cases = Arrays.stream(value(args, "--case", "").split(","))
                .filter(name -> !name.isBlank())
                .collect(Collectors.toSet());
        this.rounds = Integer.parseInt(value(args, "--rounds", quick ? "5" : "9"));
    }

    private static String value(List<String> args, String option, String otherwise) {
        int at = args.indexOf(option);
        return at < 0 || at + 1 >= args.size() ? otherwise : args.get(at + 1);
    }

    public static void main(String[] args) throws Exception {
        List<String> all = List.of(args);
        try (EmbeddedPostgres server = EmbeddedPostgres.builder()
                .setServerConfig("fsync", "on")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("shared_buffers", "256MB")
                .setServerConfig("max_wal_size", "4GB")
                .setServerConfig("max_connections", "200")
                .start()) {
            new JobBenchmark(all).run(server, Peers.of(value(all, "--peers", ""), server.getPort()));
        }
        // Threads of the drivers would keep the process.
        System.exit(0);
    }

    private boolean wants(String name) {
        return cases.isEmpty() || cases.contains(name);
    }

    private void run(EmbeddedPostgres server, List<Contestant> peers) throws Exception {
        String address = "127.0.0.1:" + server.getPort() + "/postgres";
        try (JobDatabase database =
                new JobDatabase("jdbc:postgresql://" + address, "postgresql://" + address, "postgres", "postgres")) {
            KyozoContestant ours = new KyozoContestant(database, 20, 100);
            KyozoContestant recording = new KyozoContestant(database, 20, Integer.MAX_VALUE);
            BareContestant bare = new BareContestant(database);
            List<Contestant> here = List.of(ours, recording, bare);
            warmUp(here);
            for (int round = 0; round < rounds; round++) {
                beside(round, here, peers);
            }
            Scenarios alone = new Scenarios(ours, table, quick);
            for (String name : Scenarios.NAMES) {
                if (wants(name)) {
                    alone.run(name);
                }
            }
            table.print();
        }
    }

    /** Until the compiler is done: a service runs for days, a round for a second. */
    private static void warmUp(List<Contestant> contestants) {
        for (int time = 0; time < WARM_UPS; time++) {
            for (Contestant contestant : contestants) {
                var unused = contestant.throughput(WARM_UP_JOBS);
                var unusedToo = contestant.latency(WARM_UP_RATE, 2);
            }
        }
    }

    private static List<Contestant> rotated(int round, List<Contestant> here, List<Contestant> peers) {
        List<Contestant> all = new ArrayList<>(here);
        all.addAll(peers);
        Collections.rotate(all, round);
        return all;
    }

    private void beside(int round, List<Contestant> here, List<Contestant> peers) {
        List<Contestant> all = rotated(round, here, round % PEERS_EVERY == 0 ? peers : List.of());
        int jobs = quick ? 50_000 : 100_000;
        for (Contestant one : all) {
            if (wants("throughput")) {
                table.add(jobs / 1000 + "k no-op jobs waiting", one.name(), one.throughput(jobs));
            }
        }
        for (Contestant one : all) {
            if (wants("enqueue")) {
                table.add("enqueue, 1,000 a call", one.name(), one.enqueueBatches(jobs));
                table.add("enqueue, 32 callers, one a call", one.name(), one.enqueueSingly(jobs / 10));
            }
        }
        for (Contestant one : rotated(round, here, peers)) {
            if (wants("latency")) {
                table.add(
                        "from enqueue to start at " + LATENCY_RATE + "/s",
                        one.name(),
                        one.latency(LATENCY_RATE, quick ? 4 : 8));
            }
        }
    }
}

package io.kyozo.jobs.bench;

import io.kyozo.jobs.Priority;
import io.kyozo.jobs.app.ClaimRequest;
import io.kyozo.jobs.store.PgJobStore;
import io.vertx.mutiny.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Cases in which only the engine itself is measured, or its ratio to itself. */
final class Scenarios {
    static final List<String> NAMES = List.of(
            "transaction",
            "rates",
            "tenants",
            "million",
            "retained",
            "instances",
            "held",
            "urgent",
            "memory",
            "recovery",
            "soak");
    private static final int TIMES = 3;
    private static final int RATE_TIMES = 5;
    /** A flood is over after some seconds, in which only a few jobs of the other team come. */
    private static final int FLOODS = 7;
    /** An instance goes on with what it holds until it is stopped. */
    private static final int MORE_THAN_HELD = 20_000;

    private final KyozoContestant ours;
    private final Table table;
    private final boolean quick;

    Scenarios(KyozoContestant ours, Table table, boolean quick) {
        this.ours = ours;
        this.table = table;
        this.quick = quick;
    }

    void run(String name) throws InterruptedException {
        switch (name) {
            case "transaction" -> {
                ours.empty();
                add("enqueue with the caller's row", ours.name(), ours.putInTransactions(jobs() / 10));
            }
            case "rates" -> {
                for (boolean fromAnother : new boolean[] {false, true}) {
                    ours.empty();
                    new Rates(ours, table).measure("", fromAnother, quick ? 1 : RATE_TIMES);
                }
            }
            case "tenants" -> tenants();
            case "million" -> new Laden(ours, table, jobs(), quick ? 1 : TIMES).waiting();
            case "retained" -> new Laden(ours, table, jobs(), quick ? 1 : TIMES).finished();
            case "instances" -> instances();
            case "held" -> held();
            case "urgent" -> urgent();
            case "memory" -> memory();
            case "recovery" -> recovery();
            case "soak" -> {
                ours.empty();
                new Soak(ours.database()).run(quick ? 2 : 6);
                ours.empty();
            }
            default -> throw new IllegalArgumentException("there is no case " + name);
        }
    }

    private int jobs() {
        return quick ? 50_000 : 100_000;
    }

    private void add(String row, String who, double perSecond) {
        table.add(row, who, OptionalDouble.of(perSecond));
    }

    private static void await(CountDownLatch open) {
        try {
            if (!open.await(KyozoContestant.PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
                throw new IllegalStateException(open.getCount() + " jobs were not done");
            }
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    /** Alone and beside a flood in turns. */
    private void tenants() {
        Neighbours neighbours = new Neighbours(ours.database());
        for (boolean fromAnother : new boolean[] {false, true}) {
            String row = "a team's jobs at 50/s, put in " + (fromAnother ? "by another instance" : "here");
            List<Latency> alone = new ArrayList<>();
            List<Latency> flooded = new ArrayList<>();
            for (int flood = 0; flood < FLOODS; flood++) {
                ours.empty();
                alone.add(neighbours.measure(false, fromAnother));
                ours.empty();
                flooded.add(neighbours.measure(true, fromAnother));
            }
            alone.forEach(wait -> table.add(row, "alone", wait));
            flooded.forEach(wait -> table.add(row, "beside another team's 10,000 jobs", wait));
            System.out.printf(
                    Locale.ROOT,
                    "%s: 95th percentile alone %.2f ms, beside another team's 10,000 jobs %.2f ms%n",
                    row,
                    Table.middle(alone).p95(),
                    Table.middle(flooded).p95());
        }
        ours.empty();
    }

    private void instances() {
        for (int time = 0; time < TIMES; time++) {
            for (int instances : new int[] {1, 4}) {
                ours.empty();
                ours.preload(jobs(), Priority.NORMAL);
                add("instances sharing one queue", ours.name() + ", " + instances, ours.drain(jobs(), instances));
            }
        }
    }

    /** A transaction that began before and is open still keeps the database from cleaning anything up. */
    private void held() {
        String row = "while a transaction elsewhere is open";
        add(row, "none is open", ours.throughput(jobs()).orElseThrow());
        ours.empty();
        ours.preload(jobs() * 2 + MORE_THAN_HELD, Priority.NORMAL);
        SqlConnection connection = KyozoContestant.get(ours.database().pool().getConnection());
        KyozoContestant.get(
                connection.query("begin isolation level repeatable read").execute());
        KyozoContestant.get(connection.query("select count(*) from job").execute());
        add(row, "first " + jobs() / 1000 + "k", ours.drain(jobs(), 1));
        add(row, "next " + jobs() / 1000 + "k, over " + deadRows() + " dead rows", ours.drain(jobs(), 1));
        KyozoContestant.get(connection.query("rollback").execute());
        KyozoContestant.get(connection.close());
    }

    private long deadRows() {
        KyozoContestant.get(ours.database()
                .pool()
                .query("select pg_stat_force_next_flush()")
                .execute());
        return KyozoContestant.get(ours.database()
                        .pool()
                        .query("select n_dead_tup from pg_stat_user_tables where relname = 'job'")
                        .execute())
                .iterator()
                .next()
                .getLong(0);
    }

    private void urgent() {
        ours.empty();
        ours.preload(quick ? 200_000 : 500_000, Priority.NORMAL);
        table.add(
                "from enqueue to start of urgent jobs, 100/s in a flood of normal ones",
                ours.name(),
                ours.urgentWait());
        ours.empty();
    }

    /** What is left in use after a collection, while so many jobs wait and are being done. */
    private void memory() {
        for (int waiting : new int[] {10_000, jobs() * 5}) {
            ours.empty();
            ours.preload(waiting, Priority.NORMAL);
            AtomicInteger done = new AtomicInteger();
            CountDownLatch some = new CountDownLatch(5000);
            try (BenchEngine engine = new BenchEngine(ours.database(), 20, 100, job -> {
                var unused = done.incrementAndGet();
                some.countDown();
            })) {
                engine.start();
                await(some);
                System.gc();
                Runtime runtime = Runtime.getRuntime();
                System.out.printf(
                        "memory: %,d jobs waiting: %,d MiB in use, %,d done%n",
                        waiting, (runtime.totalMemory() - runtime.freeMemory()) >> 20, done.get());
            }
        }
    }

    /** How long jobs of an instance that died are missing, with a lease of 10 s. */
    private void recovery() throws InterruptedException {
        ours.empty();
        ours.preload(100, Priority.NORMAL);
        PgJobStore store = new PgJobStore(ours.database().transactions());
        int held = KyozoContestant.get(
                        store.claim(ClaimRequest.any(BenchEngine.QUEUE, 100, BenchEngine.LEASE, "dies at once")))
                .jobs()
                .size();
        long start = System.nanoTime();
        CountDownLatch open = new CountDownLatch(held);
        try (BenchEngine engine = new BenchEngine(ours.database(), 20, 100, job -> open.countDown())) {
            engine.start();
            await(open);
        }
        System.out.printf(
                "recovery: %d jobs of a dead instance were done %.1f s after they were claimed, with a lease of %d s%n",
                held, (System.nanoTime() - start) / 1e9, BenchEngine.LEASE.toSeconds());
    }
}

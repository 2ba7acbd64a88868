package io.kyozo.jobs.store;

import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobHandler;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.sql.Transactions;
import io.kyozo.testkit.CrashingPostgres;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.PoolOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;

/** A worker process for {@link RandomFaultsIT}: does jobs until it is killed, or hands them back when told to end. */
final class FaultWorker {
    static final Duration LEASE = Duration.ofMillis(1500);

    private FaultWorker() {}

    /** Arguments: the port of the database, or of a proxy before it; the file to which each start of a job is added. */
    public static void main(String[] args) throws InterruptedException, IOException {
        Vertx vertx = Vertx.vertx();
        Transactions transactions = new PoolTransactions(pool(vertx, Integer.parseInt(args[0])));
        FileChannel starts = FileChannel.open(Path.of(args[1]), StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        JobEngine engine = TestEngine.create(transactions, new Handler(transactions, starts), 4, LEASE);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(engine)));
        engine.start();
        Thread.currentThread().join();
    }

    private static void stop(JobEngine engine) {
        int handedBack = engine.stop(Duration.ofMillis(100)).await().atMost(Duration.ofSeconds(5));
        System.out.println("handed back " + handedBack);
    }

    static Pool pool(Vertx vertx, int port) {
        PgConnectOptions options = new PgConnectOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setDatabase("postgres")
                .setUser(CrashingPostgres.USER)
                .setPassword(CrashingPostgres.PASSWORD)
                .setCachePreparedStatements(true);
        return Pool.pool(vertx, options, new PoolOptions().setMaxSize(6).setConnectionTimeout(5));
    }

    /** What a job does, by the name in its arguments. */
    private record Handler(Transactions transactions, FileChannel starts) implements JobHandler<String> {
        private static final Duration A_WHILE = Duration.ofMillis(120);

        @Override
        public Class<String> argsType() {
            return String.class;
        }

        @Override
        public Uni<WorkResult> work(JobExecution<String> job) {
            note(job);
            return switch (job.args()) {
                case "effect" -> effect(job);
                case "slow" -> later(job).chain(() -> effect(job));
                case "fails" ->
                    job.attempt() < 3 ? Uni.createFrom().failure(new IllegalStateException("not yet")) : effect(job);
                case "snoozes" -> snoozed(job);
                case "dies" -> Uni.createFrom().item(WorkResult.retry("never"));
                default -> Uni.createFrom().item(WorkResult.done());
            };
        }

        /** In one write, which outlives the process. */
        private void note(JobExecution<String> job) {
            String line = job.id() + " " + job.fencingToken() + "\n";
            try {
                int unused = starts.write(StandardCharsets.US_ASCII.encode(line));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private Uni<Void> later(JobExecution<String> job) {
            return job.progress(50, "half of it").onItem().delayIt().by(A_WHILE);
        }

        private Uni<WorkResult> effect(JobExecution<String> job) {
            return job.commit(tx -> tx.update(
                            "insert into effect (job_id, fencing_token) values ($1, $2)", job.id(), job.fencingToken())
                    .replaceWithVoid());
        }

        /** Twice; how often stands in the database, since another process may have the job the next time. */
        private Uni<WorkResult> snoozed(JobExecution<String> job) {
            return transactions
                    .query(
                            "insert into snooze (job_id) values ($1) on conflict (job_id) do update set times ="
                                    + " snooze.times + 1 returning times",
                            job.id())
                    .chain(rows -> rows.get(0).getInteger("times") > 2
                            ? effect(job)
                            : Uni.createFrom().item(WorkResult.snooze(Duration.ofMillis(20))));
        }
    }
}

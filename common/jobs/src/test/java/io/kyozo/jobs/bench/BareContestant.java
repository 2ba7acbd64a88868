package io.kyozo.jobs.bench;

import io.kyozo.jobs.store.JobDatabase;
import io.vertx.core.Future;
import io.vertx.pgclient.PgConnection;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.Tuple;
import java.util.OptionalDouble;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The least that can be done with a table of jobs: a batch is claimed with {@code SKIP LOCKED} and deleted, over and over,
 * on one connection; wake-ups are one notification for each insert. No leases, attempts, retries, records or priorities.
 */
final class BareContestant implements Contestant {
    private static final int BATCH = 1000;
    private static final String CLAIM = """
            update bare_job set state = 'executing' where id in (
                select id from bare_job where state = 'available' order by id limit $1 for update skip locked)
            returning id, args""";
    private static final String DELETE = "delete from bare_job where id = any($1)";
    private static final String INSERT =
            "insert into bare_job (args)" + " select cast($1 as text)::jsonb from generate_series(1, $2)";
    private static final String INSERT_AND_NOTIFY = "with added as (insert into bare_job (args) values"
            + " (cast($1 as text)::jsonb) returning id) select pg_notify('bare', '') from added";

    private final JobDatabase database;
    private final Pool pool;

    BareContestant(JobDatabase database) {
        this.database = database;
        this.pool = database.pool().getDelegate();
        get(pool.query("create table bare_job (id bigint generated always as identity primary key,"
                        + " state text not null default 'available', args jsonb not null,"
                        + " created_at timestamptz not null default now())")
                .execute());
        get(pool.query("create index bare_ready on bare_job (id) where state = 'available'")
                .execute());
    }

    private static <T> T get(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.MINUTES);
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    @Override
    public String name() {
        return "bare loop";
    }

    @Override
    public OptionalDouble throughput(int jobs) {
        get(pool.query("truncate bare_job").execute());
        var unused = enqueueBatches(jobs);
        get(pool.query("vacuum analyze bare_job").execute());
        long start = System.nanoTime();
        int done = 0;
        CpuTime cpu = CpuTime.of(database);
        while (done < jobs) {
            done += round();
        }
        double perSecond = jobs / ((System.nanoTime() - start) / 1e9);
        cpu.report(name(), jobs);
        return OptionalDouble.of(perSecond);
    }

    private int round() {
        RowSet<Row> claimed = get(pool.preparedQuery(CLAIM).execute(Tuple.of(BATCH)));
        Long[] ids = new Long[claimed.size()];
        int i = 0;
        for (Row row : claimed) {
            ids[i++] = row.getLong("id");
        }
        if (ids.length == 0) {
            return 0;
        }
        return get(pool.preparedQuery(DELETE).execute(Tuple.of(ids))).rowCount();
    }

    @Override
    public OptionalDouble enqueueSingly(int jobs) {
        return OptionalDouble.empty();
    }

    @Override
    public OptionalDouble enqueueBatches(int jobs) {
        get(pool.query("truncate bare_job").execute());
        long start = System.nanoTime();
        for (int done = 0; done < jobs; done += BATCH) {
            var unused = get(pool.preparedQuery(INSERT).execute(Tuple.of("0", BATCH)));
        }
        return OptionalDouble.of(jobs / ((System.nanoTime() - start) / 1e9));
    }

    @Override
    public Latency latency(int perSecond, int seconds) {
        get(pool.query("truncate bare_job").execute());
        Arrivals arrivals = new Arrivals(perSecond, seconds);
        Listener listener = new Listener(pool, arrivals);
        PgConnection connection = PgConnection.cast(get(pool.getConnection()));
        connection.notificationHandler(heard -> listener.heard());
        get(connection.query("listen bare").execute());
        try {
            return arrivals.run(at -> {
                var unused = pool.preparedQuery(INSERT_AND_NOTIFY).execute(Tuple.of(Long.toString(at)));
            });
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        } finally {
            get(connection.query("unlisten *").execute());
            get(connection.close());
        }
    }

    /** Claims until nothing is left, starts what it got, deletes it. */
    private record Listener(Pool pool, Arrivals arrivals, AtomicBoolean busy, AtomicBoolean again) {
        Listener(Pool pool, Arrivals arrivals) {
            this(pool, arrivals, new AtomicBoolean(), new AtomicBoolean());
        }

        void heard() {
            again.set(true);
            if (busy.compareAndSet(false, true)) {
                claim();
            }
        }

        private void claim() {
            again.set(false);
            var unused = pool.preparedQuery(CLAIM).execute(Tuple.of(BATCH)).onSuccess(this::claimed);
        }

        private void claimed(RowSet<Row> rows) {
            Long[] ids = new Long[rows.size()];
            int i = 0;
            for (Row row : rows) {
                ids[i++] = row.getLong("id");
                arrivals.started(((Number) row.getValue("args")).longValue());
            }
            if (ids.length > 0) {
                var unused = pool.preparedQuery(DELETE).execute(Tuple.of(ids));
                claim();
            } else {
                busy.set(false);
                if (again.get()) {
                    heard();
                }
            }
        }
    }
}

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;
import java.sql.Connection;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongConsumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** db-scheduler with the lock-and-fetch polling that its page recommends for throughput; see harness.mjs. */
public final class DbScheduler {
    private static final HikariDataSource DATABASE = database();
    private static volatile LongConsumer handler = value -> {};
    private static final OneTimeTask<Long> TASK = Tasks.oneTime("bench", Long.class)
            .execute((instance, context) -> handler.accept(instance.getData()));

    private static HikariDataSource database() {
        URI address = URI.create(System.getenv("BENCH_POSTGRES"));
        HikariDataSource source = new HikariDataSource();
        source.setJdbcUrl("jdbc:postgresql://" + address.getHost() + ":" + address.getPort() + address.getPath()
                + "?reWriteBatchedInserts=true");
        source.setUsername("postgres");
        source.setMaximumPoolSize(40);
        return source;
    }

    private static Scheduler scheduler() {
        return Scheduler.create(DATABASE, TASK)
                .threads(30)
                .pollUsingLockAndFetch(4.0, 20.0)
                .pollingInterval(Duration.ofMillis(100))
                .enableImmediateExecution()
                .build();
    }

    private static TaskInstance<Long> instance(long value) {
        return TASK.instance(UUID.randomUUID().toString(), value);
    }

    private static void preload(Scheduler scheduler, int jobs) {
        for (int done = 0; done < jobs; done += 1000) {
            List<TaskInstance<?>> batch = Stream.<TaskInstance<?>>generate(() -> instance(0)).limit(1000).toList();
            scheduler.scheduleBatch(batch, Instant.now());
        }
    }

    private static double drain(int jobs) throws InterruptedException {
        CountDownLatch open = new CountDownLatch(jobs);
        handler = value -> open.countDown();
        Scheduler scheduler = scheduler();
        long begin = System.nanoTime();
        scheduler.start();
        open.await();
        double took = (System.nanoTime() - begin) / 1e9;
        scheduler.stop();
        return took;
    }

    private static void latency(int rate, int time) throws InterruptedException {
        long[] waits = new long[rate * time];
        AtomicInteger started = new AtomicInteger();
        CountDownLatch open = new CountDownLatch(waits.length);
        handler = at -> {
            waits[started.getAndIncrement()] = System.nanoTime() - at;
            open.countDown();
        };
        Scheduler scheduler = scheduler();
        scheduler.start();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        long begin = System.nanoTime() + 500_000_000;
        for (int i = 0; i < waits.length; i++) {
            long at = begin + i * 1_000_000_000L / rate;
            TimeUnit.NANOSECONDS.sleep(Math.max(0, at - System.nanoTime()));
            callers.execute(() -> scheduler.scheduleIfNotExists(instance(at), Instant.now()));
        }
        open.await(60, TimeUnit.SECONDS);
        long[] warm = Arrays.copyOfRange(waits, rate / 2, waits.length);
        Arrays.sort(warm);
        System.out.println("result " + warm[warm.length / 2] / 1e6 + " " + warm[warm.length * 99 / 100] / 1e6);
    }

    public static void main(String[] args) throws Exception {
        int jobs = Integer.parseInt(args[1]);
        try (Connection connection = DATABASE.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create table if not exists scheduled_tasks (task_name text not null,"
                    + " task_instance text not null, task_data bytea, execution_time timestamptz not null,"
                    + " picked boolean not null, picked_by text, last_success timestamptz, last_failure timestamptz,"
                    + " consecutive_failures int, last_heartbeat timestamptz, version bigint not null, priority smallint,"
                    + " primary key (task_name, task_instance))");
            statement.execute("create index if not exists execution_time_idx on scheduled_tasks (execution_time)");
            statement.execute("create index if not exists last_heartbeat_idx on scheduled_tasks (last_heartbeat)");
            statement.execute("truncate scheduled_tasks");
        }
        Scheduler client = scheduler();
        long begin = System.nanoTime();
        switch (args[0]) {
            case "throughput" -> {
                preload(client, 2000);
                double unused = drain(2000);
                preload(client, jobs);
                System.out.println("result " + jobs / drain(jobs));
            }
            case "enqueue-batches" -> {
                preload(client, jobs);
                System.out.println("result " + jobs / ((System.nanoTime() - begin) / 1e9));
            }
            case "enqueue-singly" -> {
                ExecutorService callers = Executors.newFixedThreadPool(32);
                callers.invokeAll(IntStream.range(0, jobs)
                        .mapToObj(i -> (Callable<Boolean>)
                                () -> client.scheduleIfNotExists(instance(0), Instant.now()))
                        .toList());
                System.out.println("result " + jobs / ((System.nanoTime() - begin) / 1e9));
            }
            default -> latency(jobs, Integer.parseInt(args[2]));
        }
        System.exit(0);
    }
}

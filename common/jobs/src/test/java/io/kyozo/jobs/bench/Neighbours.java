package io.kyozo.jobs.bench;

import io.kyozo.contracts.Uuid7;
import io.kyozo.jobs.JobExecution;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Priority;
import io.kyozo.jobs.WorkResult;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.store.JobDatabase;
import io.kyozo.jobs.store.PgJobStore;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.stream.IntStream;

/**
 * How long a team's jobs wait with the workers to itself, and while another team's 10,000 jobs, of 1 to 9 ms each, are
 * being done.
 */
final class Neighbours {
    private static final int FLOOD = 10_000;
    private static final int BATCH = 1000;
    private static final int PER_SECOND = 50;
    private static final UUID FLOODING = UUID.randomUUID();
    private static final UUID OTHER = UUID.randomUUID();

    private final JobDatabase database;

    Neighbours(JobDatabase database) {
        this.database = database;
    }

    /** Of the team without the flood. {@code fromAnother}: its jobs are put in by an instance that does none. */
    Latency measure(boolean flooded, boolean fromAnother) {
        Arrivals arrivals = new Arrivals(PER_SECOND, 2);
        try (BenchEngine worker = new BenchEngine(database, 20, job -> work(job, arrivals));
                BenchEngine another = new BenchEngine(database, 20, job -> work(job, arrivals))) {
            if (flooded) {
                flood();
            }
            worker.start();
            BenchEngine producer = fromAnother ? another : worker;
            return arrivals.run(at -> {
                var unused = producer.jobs()
                        .enqueue(JobRequest.of(BenchEngine.TYPE, at).team(OTHER))
                        .subscribe()
                        .with(id -> {});
            });
        } catch (InterruptedException stopped) {
            throw new IllegalStateException(stopped);
        }
    }

    private static Uni<WorkResult> work(JobExecution<Long> job, Arrivals arrivals) {
        if (OTHER.equals(job.teamId())) {
            arrivals.started(job.args());
        }
        return Uni.createFrom()
                .item(WorkResult.done())
                .onItem()
                .delayIt()
                .by(Duration.ofMillis(ThreadLocalRandom.current().nextInt(1, 10)));
    }

    private void flood() {
        PgJobStore store = new PgJobStore(database.transactions());
        for (int put = 0; put < FLOOD; put += BATCH) {
            var unused = KyozoContestant.get(store.insertAll(IntStream.range(0, BATCH)
                    .mapToObj(i -> new NewJob(
                            Uuid7.next(),
                            BenchEngine.QUEUE,
                            BenchEngine.TYPE,
                            Priority.NORMAL,
                            "0",
                            null,
                            3,
                            null,
                            FLOODING,
                            "bench"))
                    .toList()));
        }
    }
}

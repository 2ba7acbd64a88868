package io.kyozo.jobs.bench;

import io.kyozo.jobs.Priority;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;

/** Throughput, enqueue and latency again, with a million jobs waiting and with a million finished ones kept. */
final class Laden {
    private static final int MILLION = 1_000_000;

    private static final String FINISHED = """
            insert into job_history (id, queue, type, state, priority, args, attempt, max_attempts, fencing_token,
                                     correlation_id, errors, progress, progress_message, created_at)
            select gen_random_uuid(), 'health', 'bench.job', 'completed', 2, '0', 1, 3, n, 'bench', '[]', 100, '', now()
            from generate_series(1, 1000000) n""";
    /** In a queue that nobody works at, so that they still wait when other jobs are put in and done. */
    private static final String WAITING_ELSEWHERE = """
            insert into job (id, queue, type, state, priority, args, max_attempts, correlation_id)
            select gen_random_uuid(), 'elsewhere', 'bench.job', 'available', 2, '0', 3, 'bench'
            from generate_series(1, 1000000)""";

    private final KyozoContestant ours;
    private final Table table;
    private final int jobs;
    private final int times;

    /** {@code jobs} are done at a time, and each thing is measured so many {@code times}. */
    Laden(KyozoContestant ours, Table table, int jobs, int times) {
        this.ours = ours;
        this.table = table;
        this.jobs = jobs;
        this.times = times;
    }

    /** Before that, the same number is done each time, with and without the million behind it in the same queue. */
    void waiting() {
        String row = "with 1 M waiting, the first " + jobs / 1000 + "k";
        List<Double> few = new ArrayList<>(List.of(ours.throughput(jobs).orElseThrow()));
        ours.empty();
        ours.preload(MILLION, Priority.NORMAL);
        for (int time = 0; time < times; time++) {
            table.add(row, "with 1 M waiting", OptionalDouble.of(ours.drain(jobs, 1)));
            ours.preload(jobs, Priority.NORMAL);
        }
        table.add("from enqueue to start of urgent jobs, 1 M waiting", ours.name(), ours.urgentWait());
        for (int time = 0; time < times; time++) {
            few.add(ours.throughput(jobs).orElseThrow());
        }
        few.forEach(figure -> table.add(row, "with no others waiting", OptionalDouble.of(figure)));
        ours.empty();
        ours.run(WAITING_ELSEWHERE);
        again(", 1 M waiting in another queue");
    }

    void finished() {
        ours.empty();
        ours.run(FINISHED);
        for (int time = 0; time < times; time++) {
            ours.preload(jobs, Priority.NORMAL);
            table.add("with 1 M finished jobs kept", ours.name(), OptionalDouble.of(ours.drain(jobs, 1)));
        }
        again(", 1 M finished kept");
    }

    private void again(String among) {
        ours.run("vacuum analyze job, job_history");
        put("enqueue, 1,000 a call" + among, ours.putBatches(jobs));
        put("enqueue, 32 callers, one a call" + among, ours.putSingly(jobs / 10));
        put("enqueue with the caller's row" + among, ours.putInTransactions(jobs / 10));
        Rates rates = new Rates(ours, table);
        rates.measure(among, false, times);
        rates.measure(among, true, times);
        ours.empty();
    }

    /** What was put in is taken out again. */
    private void put(String row, double perSecond) {
        table.add(row, ours.name(), OptionalDouble.of(perSecond));
        ours.run("delete from job where queue = 'health'");
        ours.run("vacuum job");
    }
}

package io.kyozo.jobs.app;

import io.kyozo.jobs.CronJob;
import io.kyozo.jobs.JobRequest;
import io.kyozo.jobs.Jobs;
import io.kyozo.jobs.engine.Schedule;
import io.kyozo.sql.Transactions;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jboss.logging.Logger;

/**
 * Enqueues cron jobs when they tick. The next tick stands in the database and is compared with the database's time:
 * whoever moves it on enqueues the job, in the same transaction, so a tick has one run with any number of instances.
 */
public final class CronRunner {
    private static final Logger LOG = Logger.getLogger(CronRunner.class);

    private final Transactions transactions;
    private final CronStore store;
    private final Jobs jobs;
    private final Map<String, Entry> entries = new LinkedHashMap<>();

    public CronRunner(Transactions transactions, CronStore store, Jobs jobs, Collection<CronJob> cronJobs) {
        this.transactions = transactions;
        this.store = store;
        this.jobs = jobs;
        cronJobs.forEach(this::add);
    }

    private void add(CronJob job) {
        Entry entry = new Entry(job, job.zone() + " " + job.schedule(), schedule(job));
        if (entries.put(job.name(), entry) != null) {
            throw new IllegalArgumentException("two cron jobs are named \"" + job.name() + "\"");
        }
    }

    private static Schedule schedule(CronJob job) {
        try {
            return Schedule.parse(job.schedule(), job.zone());
        } catch (IllegalArgumentException wrong) {
            throw new IllegalArgumentException("cron job " + job.name() + ": " + wrong.getMessage(), wrong);
        }
    }

    public boolean isEmpty() {
        return entries.isEmpty();
    }

    /** Enqueues what is due; how long until the next tick. */
    public Uni<Duration> tick() {
        return store.ticks().chain(this::tickAll);
    }

    private Uni<Duration> tickAll(CronStore.Ticks ticks) {
        return Multi.createFrom()
                .iterable(entries.values())
                .onItem()
                .transformToUniAndConcatenate(entry -> tick(entry, ticks))
                .collect()
                .asList()
                .map(nexts -> nexts.stream().min(Instant::compareTo).orElse(Instant.MAX))
                .map(next -> Duration.between(ticks.now(), next));
    }

    private Uni<Instant> tick(Entry entry, CronStore.Ticks ticks) {
        String name = entry.job().name();
        CronStore.Tick known = ticks.known().get(name);
        Instant next = entry.schedule().next(ticks.now());
        if (known == null || !known.schedule().equals(entry.text())) {
            return store.schedule(name, entry.text(), next).replaceWith(next);
        }
        if (known.nextAt().isAfter(ticks.now())) {
            return isBeyond(entry.schedule(), next, known.nextAt())
                    ? startAnew(name, known.nextAt(), next)
                    : Uni.createFrom().item(known.nextAt());
        }
        return transactions
                .inTransaction(tx -> run(tx, entry, known.nextAt(), next))
                .onFailure()
                .invoke(failure -> LOG.warnf("Can't enqueue cron job %s now: %s", name, failure))
                .onItemOrFailure()
                .transform((done, failure) -> next);
    }

    /**
     * Whether the clock was put back by more than a period. By less, the ticks that come again have been run, and waiting
     * costs less than one period; by more, waiting would leave the job undone for as long as the clock was off.
     */
    private static boolean isBeyond(Schedule schedule, Instant next, Instant known) {
        return schedule.next(next).isBefore(known);
    }

    private Uni<Instant> startAnew(String name, Instant from, Instant to) {
        LOG.warnf("The database's clock was put back: cron job %s is due at %s and not at %s", name, to, from);
        return transactions
                .inTransaction(tx -> store.advance(tx, name, from, to))
                .replaceWith(to);
    }

    private Uni<Void> run(Tx tx, Entry entry, Instant from, Instant to) {
        String name = entry.job().name();
        return store.advance(tx, name, from, to).chain(mine -> {
            JobRequest job = entry.job().job();
            JobRequest single = job.uniqueKey() == null ? job.unique("cron " + name) : job;
            return mine
                    ? jobs.enqueue(tx, single).replaceWithVoid()
                    : Uni.createFrom().voidItem();
        });
    }

    private record Entry(CronJob job, String text, Schedule schedule) {}
}

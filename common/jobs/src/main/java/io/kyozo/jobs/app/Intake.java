package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.sql.SqlFault;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Queue;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Puts single jobs into the store: those that come while a statement is under way go together into the next, and where
 * a worker here is idle and nothing waits the job is put in as already claimed by it. It then begins as soon as it is
 * committed, without having to be found first.
 */
public final class Intake {
    private static final int MOST_AT_ONCE = 500;
    private static final int MOST_UNDER_WAY = 4;

    private final EngineSettings settings;
    private final JobStore store;
    private final Map<String, QueueRunner> runners;
    private final EngineThread loop;
    private final Queue<Arrival> arrived = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean called = new AtomicBoolean();
    private final Deque<Arrival> waiting = new ArrayDeque<>();
    private int underWay;
    private boolean open;

    Intake(EngineSettings settings, JobStore store, Map<String, QueueRunner> runners, EngineThread loop) {
        this.settings = settings;
        this.store = store;
        this.runners = runners;
        this.loop = loop;
    }

    /** From now on jobs may be begun here at once. */
    void open() {
        open = true;
    }

    void close() {
        open = false;
    }

    /** Puts the job in, in a transaction of its own. */
    Uni<Entered> put(NewJob job) {
        return Uni.createFrom().emitter(emitter -> arrive(new Arrival(job, emitter)));
    }

    private void arrive(Arrival arrival) {
        arrived.add(arrival);
        if (called.compareAndSet(false, true)) {
            if (!loop.offer(this::take)) {
                called.set(false);
                arrived.remove(arrival);
                insert(List.of(arrival), Set.of());
            }
        }
    }

    private void take() {
        called.set(false);
        for (Arrival next = arrived.poll(); next != null; next = arrived.poll()) {
            waiting.add(next);
        }
        flush();
    }

    private void flush() {
        while (underWay < MOST_UNDER_WAY && !waiting.isEmpty()) {
            List<Arrival> batch = new ArrayList<>();
            Set<UUID> mine = new HashSet<>();
            while (batch.size() < MOST_AT_ONCE && !waiting.isEmpty()) {
                Arrival next = waiting.poll();
                batch.add(next);
                if (reserve(next.job())) {
                    mine.add(next.job().id());
                }
            }
            underWay++;
            insert(batch, mine);
        }
    }

    private boolean reserve(NewJob job) {
        QueueRunner runner = runners.get(job.queue());
        return open && runner != null && job.runAt() == null && job.concurrencyKey() == null && runner.reserve(job);
    }

    private void insert(List<Arrival> batch, Set<UUID> mine) {
        List<NewJob> jobs = batch.stream().map(Arrival::job).toList();
        Uni<JobStore.Inserted> inserted = mine.isEmpty()
                ? store.insertAll(jobs).map(ids -> new JobStore.Inserted(ids, Map.of()))
                : store.insertAll(jobs, mine, settings.lease(), settings.instance());
        var unused = inserted.subscribe()
                .with(
                        added -> onLoop(() -> inserted(batch, mine, added)),
                        failure -> onLoop(() -> failed(batch, mine, failure)));
    }

    private void inserted(List<Arrival> batch, Set<UUID> mine, JobStore.Inserted added) {
        underWay--;
        for (Arrival arrival : batch) {
            UUID id = arrival.job().id();
            JobStore.Begun begun = added.held().get(id);
            if (begun != null) {
                runner(arrival).begin(claimed(arrival.job(), begun));
            } else if (mine.contains(id)) {
                runner(arrival).release();
            }
        }
        flush();
        batch.forEach(arrival -> arrival.emitter().complete(arrival.entered(added)));
    }

    /** One that can't be put in does not keep the others out; what may have been put in is not put in again. */
    private void failed(List<Arrival> batch, Set<UUID> mine, Throwable failure) {
        batch.stream()
                .filter(one -> mine.contains(one.job().id()))
                .forEach(one -> runner(one).release());
        SqlFault fault = SqlFault.of(failure);
        boolean unknown = fault == SqlFault.CONNECTION_LOST || fault == SqlFault.TIMEOUT;
        if (batch.size() == 1 || unknown) {
            underWay--;
            batch.forEach(arrival -> arrival.emitter().fail(failure));
        } else {
            underWay += batch.size() - 1;
            batch.forEach(one -> insert(List.of(one), Set.of()));
        }
        flush();
    }

    private QueueRunner runner(Arrival arrival) {
        return Objects.requireNonNull(runners.get(arrival.job().queue()));
    }

    private void onLoop(Runnable task) {
        if (!loop.offer(task)) {
            // Nobody else can use what this changes any more.
            task.run();
        }
    }

    private static ClaimedJob claimed(NewJob job, JobStore.Begun begun) {
        return new ClaimedJob(
                job.id(),
                begun.fencingToken(),
                job.queue(),
                job.type(),
                job.args(),
                1,
                job.maxAttempts(),
                job.teamId(),
                job.correlationId(),
                null,
                job.priority(),
                begun.runAt(),
                Duration.ZERO);
    }

    /**
     * What became of a job that was put in.
     *
     * @param added whether it was: not where a live job has its unique key
     * @param begun whether it is begun here already
     */
    record Entered(boolean added, boolean begun) {}

    private record Arrival(NewJob job, UniEmitter<? super Entered> emitter) {
        Entered entered(JobStore.Inserted inserted) {
            return new Entered(
                    inserted.ids().contains(job.id()), inserted.held().containsKey(job.id()));
        }
    }
}

package io.kyozo.jobs.app;

import io.kyozo.jobs.engine.ClaimedJob;
import io.kyozo.jobs.engine.NewJob;
import io.kyozo.jobs.engine.Transition;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Claims the jobs of one queue and has its workers do them. What is decided here is decided on the engine's thread, so
 * nothing is locked; workers take held jobs from the buffer by themselves.
 */
final class QueueRunner implements LaneWorker.Crew {
    private static final Logger LOG = Logger.getLogger(QueueRunner.class);
    private static final long STRANDED = Duration.ofMillis(500).toNanos();

    private final String queue;
    private final Handlers handlers;
    private final EnginePorts ports;
    private final EngineThread loop;
    private final Appetite appetite;
    private final Claims claims;
    private final Recorder recorder;
    private final ReadyBuffer buffer = new ReadyBuffer();
    private final List<LaneWorker> workers = new CopyOnWriteArrayList<>();
    private Runnable whenChanged = () -> {};
    private boolean open;
    private boolean claiming;
    private boolean pausing;
    private int reserved;
    private int givingBack;
    private volatile boolean stopping;
    private volatile int concurrency;
    private volatile boolean paused;

    QueueRunner(
            String queue,
            EngineSettings settings,
            Handlers handlers,
            EnginePorts ports,
            Completer completer,
            Claims claims,
            EngineThread loop,
            Consumer<Duration> dueIn) {
        this.queue = queue;
        this.handlers = handlers;
        this.ports = ports;
        this.loop = loop;
        this.claims = claims;
        this.appetite = new Appetite(queue, settings, settings.dispatch().limits(queue, handlers), System::nanoTime);
        this.recorder = new Recorder(settings, ports, completer, loop, dueIn, this::settled);
        this.concurrency = settings.queues().getOrDefault(queue, 1);
    }

    String queue() {
        return queue;
    }

    QueueStatus status() {
        return new QueueStatus(queue, concurrency, paused, busy());
    }

    private int busy() {
        int busy = 0;
        for (LaneWorker worker : workers) {
            busy += worker.isBusy() ? 1 : 0;
        }
        return busy;
    }

    /** What runs now. */
    List<Attempt> running() {
        return workers.stream()
                .map(LaneWorker::current)
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** All that is held: what runs, what is not begun, and what has ended without that being recorded yet. */
    List<Attempt> held() {
        List<Attempt> held = new ArrayList<>(running());
        held.addAll(buffer.list());
        held.addAll(recorder.recording());
        return held;
    }

    void configure(int newConcurrency, boolean newPaused) {
        concurrency = newConcurrency;
        paused = newPaused;
        if (paused) {
            giveBack(buffer.drain());
        }
        wake();
    }

    /** From now on jobs are claimed; not before, since until the engine is started nobody extends a lease. */
    void open() {
        open = true;
    }

    /** There may be jobs. */
    void wake() {
        appetite.woken();
        claimMore();
    }

    /** Claims nothing any more and gives back what is not begun; calls {@code changed} as what is under way ends. */
    void stop(Runnable changed) {
        stopping = true;
        whenChanged = changed;
        giveBack(buffer.drain());
        tell();
    }

    /** Ends what takes too long, tells what has begun, and gives back what waits here for nothing. */
    void look() {
        long now = System.nanoTime();
        List<Attempt> running = running();
        running.forEach(attempt -> attempt.endIfOverdue(now));
        tellBegun(running.stream().filter(attempt -> attempt.isToBeTold(now)).toList());
        if (buffer.size() > 0 && now - buffer.touchedAt() > STRANDED) {
            appetite.misjudged();
            giveBack(buffer.drain());
        }
    }

    private void tellBegun(List<Attempt> begun) {
        if (begun.isEmpty()) {
            return;
        }
        begun.forEach(attempt -> attempt.told(true));
        var unused = ports.jobs().begun(held(begun)).subscribe().with(done -> {}, failure -> {
            LOG.debugf("Can't say that jobs of queue %s have begun: %s", queue, failure);
            begun.forEach(attempt -> attempt.told(false));
        });
    }

    private static List<Held> held(Collection<Attempt> attempts) {
        return attempts.stream().map(attempt -> Held.of(attempt.job())).toList();
    }

    /**
     * Whether a job that is just being put in may be held by this instance from the start: where a worker is idle and
     * nothing waits it keeps that free, and where it would be next in any case. To be followed by {@link #begin} or
     * {@link #release}.
     */
    boolean reserve(NewJob job) {
        if (stopping || paused || reserved >= concurrency) {
            return false;
        }
        boolean idle = appetite.isSated() && load().idle() > 0;
        boolean next = appetite.maySkipAhead(job.priority(), job.teamId())
                && buffer.before(job.priority(), job.teamId()) + reserved < concurrency;
        boolean mine = idle || next && !appetite.isSated();
        reserved += mine ? 1 : 0;
        return mine;
    }

    void release() {
        reserved--;
        claimMore();
        tell();
    }

    /** The job, for which a worker was kept free, is held: it is begun. */
    void begin(ClaimedJob job) {
        reserved--;
        appetite.began(job);
        take(List.of(job));
    }

    private Appetite.Load load() {
        return new Appetite.Load(concurrency, busy(), buffer.size(), reserved, recorder.unrecorded());
    }

    private void claimMore() {
        if (!open || claiming || stopping || paused || !appetite.isHungry()) {
            return;
        }
        Optional<ClaimRequest> next = appetite.next(load());
        if (next.isEmpty()) {
            comeAgain();
            return;
        }
        claiming = true;
        ClaimRequest request = next.get();
        long askedAt = System.nanoTime();
        var unused = ports.jobs()
                .claim(request)
                .emitOn(loop)
                .subscribe()
                .with(claimed -> claimed(request, claimed, askedAt), this::claimFailed);
    }

    private void comeAgain() {
        Duration pause = appetite.pause();
        if (pause != null && !pausing) {
            pausing = true;
            loop.in(pause.plusMillis(1), this::pauseOver);
        }
    }

    private void pauseOver() {
        pausing = false;
        claimMore();
    }

    private void claimed(ClaimRequest request, JobStore.Claimed claimed, long askedAt) {
        claiming = false;
        appetite.answered(request, claimed, askedAt);
        take(claimed.jobs());
        claimMore();
        tell();
    }

    /** The next poll tries again. */
    private void claimFailed(Throwable failure) {
        claiming = false;
        LOG.warnf("Can't claim jobs of queue %s: %s", queue, failure);
        tell();
    }

    private void take(List<ClaimedJob> jobs) {
        claims.opened(jobs);
        List<Attempt> attempts =
                jobs.stream().map(job -> new Attempt(job, handlers, ports)).toList();
        if (stopping || paused) {
            giveBack(attempts);
            return;
        }
        buffer.add(attempts);
        putToWork(attempts.size());
    }

    private void putToWork(int jobs) {
        while (workers.size() < concurrency) {
            workers.add(new LaneWorker(workers.size(), ports.contexts().lane(), buffer, this));
        }
        int wanted = jobs;
        for (int i = 0; i < concurrency && wanted > 0; i++) {
            if (!workers.get(i).isBusy()) {
                workers.get(i).start();
                wanted--;
            }
        }
    }

    private void giveBack(Collection<Attempt> attempts) {
        if (attempts.isEmpty()) {
            return;
        }
        givingBack++;
        var unused = ports.jobs()
                .handBack(held(attempts))
                .emitOn(loop)
                .subscribe()
                .with(given -> givenBack(attempts, claims::ended), failure -> {
                    LOG.warnf("Can't give jobs of queue %s back: %s", queue, failure);
                    givenBack(attempts, claims::abandoned);
                });
    }

    private void givenBack(Collection<Attempt> attempts, Consumer<ClaimedJob> then) {
        givingBack--;
        attempts.forEach(attempt -> then.accept(attempt.job()));
        tell();
    }

    @Override
    public int size() {
        return stopping || paused ? 0 : concurrency;
    }

    @Override
    public void idle() {
        loop.execute(this::workerIdle);
    }

    private void workerIdle() {
        if (buffer.size() > 0) {
            putToWork(buffer.size());
        }
        claimMore();
        tell();
    }

    @Override
    public void started(Attempt attempt) {
        ports.observer().started(attempt.job());
    }

    @Override
    public void ended(Attempt attempt, Transition transition) {
        recorder.ended(attempt, transition, this::claimMore);
    }

    private void settled(ClaimedJob job, boolean known) {
        if (known) {
            claims.ended(job);
        } else {
            claims.abandoned(job);
        }
        appetite.ended(1);
        claimMore();
        tell();
    }

    /** Whether nothing is under way. */
    boolean isIdle() {
        return !isAsking() && busy() == 0 && recorder.unrecorded() == 0;
    }

    /** Whether an answer of the store is waited for that changes what is held. */
    boolean isAsking() {
        return claiming || reserved > 0 || givingBack > 0;
    }

    private void tell() {
        if (stopping) {
            whenChanged.run();
        }
    }
}

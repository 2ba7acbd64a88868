package io.kyozo.jobs.app;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * One instance of the worker engine. It decides everything on one thread of its own, which never blocks: jobs run on
 * their own contexts, and the database is asked asynchronously.
 */
public final class JobEngine {
    private static final Logger LOG = Logger.getLogger(JobEngine.class);
    private static final Duration LOOK = Duration.ofMillis(100);
    private static final Duration CLOSE = Duration.ofSeconds(1);
    private static final Duration RELOAD = Duration.ofSeconds(5);
    private static final Duration TIDY = Duration.ofSeconds(2);
    /** Cleaning up takes at most this share of the time. */
    private static final int TIDY_SHARE = 20;

    private static final int RESCUE_AT_ONCE = 100;
    private static final int PROMOTE_AT_ONCE = 1000;

    private final EngineSettings settings;
    private final EnginePorts ports;
    private final Map<String, QueueRunner> runners = new LinkedHashMap<>();
    private final Claims claims = new Claims();
    private final Intake intake;
    private final EngineThread loop = new EngineThread();

    public JobEngine(EngineSettings settings, Handlers handlers, EnginePorts ports) {
        this.settings = settings;
        this.ports = ports;
        Completer completer = new Completer(ports.jobs(), settings, loop);
        for (String queue : handlers.queues().stream().sorted().toList()) {
            runners.put(queue, new QueueRunner(queue, settings, handlers, ports, completer, claims, loop, this::dueIn));
        }
        this.intake = new Intake(settings, ports.jobs(), runners, loop);
    }

    /** Where jobs are put in that this engine may begin at once. */
    public Intake intake() {
        return intake;
    }

    public void start() {
        loop.execute(this::open);
        Duration poll = settings.pollInterval();
        loop.execute(this::reload);
        loop.every(poll, () -> runners.values().forEach(QueueRunner::wake));
        loop.every(settings.heartbeat(), this::heartbeat);
        loop.every(settings.heartbeat(), this::rescue);
        loop.every(LOOK, () -> runners.values().forEach(QueueRunner::look));
        loop.every(CLOSE, this::closeClaims);
        loop.every(poll.compareTo(RELOAD) > 0 ? poll : RELOAD, this::reload);
        loop.execute(this::promote);
        loop.execute(this::tidy);
    }

    private void open() {
        runners.values().forEach(QueueRunner::open);
        intake.open();
    }

    /** Jobs were put into {@code queue}; looked for at once. */
    public void wake(String queue) {
        loop.execute(() -> Optional.ofNullable(runners.get(queue)).ifPresent(QueueRunner::wake));
    }

    /** A running job was called off. */
    public void cancelled(UUID id) {
        loop.execute(this::heartbeat);
    }

    /** Operators changed a queue's settings. */
    public void changed() {
        loop.execute(this::reload);
    }

    /** A job becomes due in {@code delay}: looked for then, if that is before the next look. */
    public void dueIn(Duration delay) {
        if (delay.compareTo(settings.pollInterval()) < 0) {
            loop.in(delay.plusMillis(1), this::promoteOnce);
        }
    }

    public List<QueueStatus> queues() {
        return runners.values().stream().map(QueueRunner::status).toList();
    }

    /**
     * Claims nothing more, waits for what runs up to {@code grace}, then gives the rest back; how many those were. Nothing
     * is left to do where it has stopped before.
     */
    public Uni<Integer> stop(Duration grace) {
        return Uni.createFrom()
                .<Void>emitter(emitter -> {
                    if (!loop.offer(() -> drain(grace, emitter))) {
                        emitter.complete(null);
                    }
                })
                .chain(this::handBack)
                .onTermination()
                .invoke(loop::end);
    }

    /** When the grace is over, what runs is left; only answers of the store are waited for still. */
    private void drain(Duration grace, UniEmitter<? super Void> drained) {
        AtomicBoolean over = new AtomicBoolean();
        Runnable look = () -> {
            boolean idle = runners.values().stream().allMatch(QueueRunner::isIdle);
            if (idle || over.get() && runners.values().stream().noneMatch(QueueRunner::isAsking)) {
                drained.complete(null);
            }
        };
        loop.in(grace, () -> {
            over.set(true);
            look.run();
        });
        intake.close();
        runners.values().forEach(runner -> runner.stop(look));
        look.run();
    }

    private Uni<Integer> handBack() {
        List<Attempt> rest = running();
        if (rest.isEmpty()) {
            return close(claims.takeClosed()).replaceWith(0);
        }
        rest.forEach(Attempt::stop);
        return ports.jobs().handBack(held(rest)).call(given -> close(claims.takeClosed()));
    }

    private void closeClaims() {
        var unused = close(claims.takeClosed()).subscribe().with(done -> {}, failed("forget claims"));
    }

    private Uni<Void> close(List<Long> ended) {
        return ended.isEmpty() ? Uni.createFrom().voidItem() : ports.jobs().close(ended);
    }

    private List<Attempt> running() {
        return runners.values().stream().flatMap(r -> r.running().stream()).toList();
    }

    private static List<Held> held(List<Attempt> attempts) {
        return attempts.stream().map(attempt -> Held.of(attempt.job())).toList();
    }

    private void heartbeat() {
        List<Attempt> attempts =
                runners.values().stream().flatMap(r -> r.held().stream()).toList();
        if (attempts.isEmpty()) {
            return;
        }
        ports.jobs()
                .heartbeat(held(attempts), settings.lease())
                .emitOn(loop)
                .subscribe()
                .with(held -> attempts.forEach(attempt -> judge(attempt, held)), failed("extend leases"));
    }

    private void judge(Attempt attempt, Map<UUID, Optional<String>> held) {
        Optional<String> cancelReason = held.get(attempt.job().id());
        if (cancelReason == null) {
            attempt.lose();
        } else {
            cancelReason.ifPresent(attempt::cancel);
        }
    }

    private void rescue() {
        ports.jobs().rescue(RESCUE_AT_ONCE).emitOn(loop).subscribe().with(this::rescued, failed("rescue jobs"));
    }

    private void rescued(List<JobStore.Rescued> jobs) {
        jobs.forEach(ports.observer()::rescued);
        jobs.forEach(job -> wake(job.queue()));
    }

    private void promote() {
        ports.jobs().promote(PROMOTE_AT_ONCE).emitOn(loop).subscribe().with(this::promoted, failure -> {
            failed("make jobs available").accept(failure);
            promoteIn(settings.pollInterval());
        });
    }

    private void promoted(JobStore.Promotion promotion) {
        promotion.queues().forEach(this::wake);
        promoteIn(nextLook(promotion.nextDue()));
    }

    private Duration nextLook(@Nullable Duration nextDue) {
        Duration poll = settings.pollInterval();
        return nextDue == null || nextDue.compareTo(poll) > 0 ? poll : nextDue.plusMillis(1);
    }

    private void promoteIn(Duration delay) {
        loop.in(delay, this::promote);
    }

    private void promoteOnce() {
        ports.jobs()
                .promote(PROMOTE_AT_ONCE)
                .subscribe()
                .with(promotion -> promotion.queues().forEach(this::wake), failed("make jobs available"));
    }

    private void tidy() {
        long begin = System.nanoTime();
        ports.jobs().tidy().subscribe().with(done -> tidyAfter(begin), failure -> {
            failed("clean up after ended jobs").accept(failure);
            tidyAfter(begin);
        });
    }

    private void tidyAfter(long begin) {
        Duration rest = Duration.ofNanos((System.nanoTime() - begin) * TIDY_SHARE);
        loop.in(rest.compareTo(TIDY) > 0 ? rest : TIDY, this::tidy);
    }

    private void reload() {
        ports.queues().settings().emitOn(loop).subscribe().with(this::configure, failed("read queue settings"));
    }

    private void configure(Map<String, QueueStore.Setting> set) {
        runners.values().forEach(runner -> {
            int configured = settings.queues().getOrDefault(runner.queue(), 1);
            QueueStore.Setting setting = set.getOrDefault(runner.queue(), QueueStore.Setting.NONE);
            Integer concurrency = setting.concurrency();
            runner.configure(concurrency == null ? configured : concurrency, setting.paused());
        });
    }

    private static Consumer<Throwable> failed(String what) {
        return failure -> LOG.warnf("Can't %s now: %s", what, failure);
    }
}

package io.kyozo.metrics.collect.jobs;

import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.CollectConfig;
import io.kyozo.metrics.collect.app.CollectSamples;
import io.kyozo.metrics.collect.app.CollectorLease;
import io.kyozo.metrics.collect.app.KeepRounds;
import io.kyozo.metrics.collect.app.TargetStore;
import io.kyozo.metrics.collect.app.TellSamples;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.app.SeriesConfig;
import io.kyozo.sql.WakeLoop;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Takes a round of samples at each interval, on the one instance that holds the lease. Not a job: jobs are in the
 * database, and what runs is measured also while that is away. The lease is short and told of each second, so that where
 * its holder is killed another one, or itself started anew, goes on before an interval has passed.
 */
@ApplicationScoped
class CollectLoop {
    private static final Logger LOG = Logger.getLogger(CollectLoop.class);
    private static final Duration HEARTBEAT = Duration.ofSeconds(1);
    private static final Duration LEASE = Duration.ofSeconds(3);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String holder = UUID.randomUUID().toString();
    private final CollectSamples samples;
    private final KeepRounds rounds;
    private final TellSamples tell;
    private final TargetStore store;
    private final CollectorLease lease;
    private final CollectConfig config;
    private final SeriesConfig series;
    private final Vertx vertx;
    private final WakeLoop leading;
    private final WakeLoop sampling;
    private final WakeLoop keeping;
    private final WakeLoop telling;
    private volatile List<Target> targets = List.of();
    private volatile List<Sample> latest = List.of();
    private volatile int silent;
    private volatile boolean holds;
    private volatile long heldAt;
    private volatile long loadedAt;
    private volatile long dueAt;
    private long timer;

    CollectLoop(
            CollectSamples samples,
            KeepRounds rounds,
            TellSamples tell,
            TargetStore store,
            CollectorLease lease,
            CollectConfig config,
            SeriesConfig series,
            MeterRegistry registry,
            Vertx vertx) {
        this.samples = samples;
        this.rounds = rounds;
        this.tell = tell;
        this.store = store;
        this.lease = lease;
        this.config = config;
        this.series = series;
        this.vertx = vertx;
        this.leading = new WakeLoop(this::lead, this::withoutDatabase);
        this.sampling = new WakeLoop(this::sample, failure -> LOG.warnf("No round of samples: %s", failure));
        this.keeping = new WakeLoop(
                rounds::flush, failure -> LOG.warnf("Samples wait in memory, next try in a round: %s", failure));
        // A round that comes while the one before is still being told takes its place.
        this.telling = new WakeLoop(
                () -> tell.tell(latest), failure -> LOG.debugf("Those who look on miss a round: %s", failure));
        registry.gauge("kyozo.metrics.replicas.silent", this, loop -> loop.silent);
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(HEARTBEAT.toMillis(), id -> tick());
    }

    void stop(@Observes ShutdownEvent event) {
        vertx.cancelTimer(timer);
        lease.release(holder)
                .onFailure()
                .invoke(failure -> LOG.debugf("The lease was not given back: %s", failure))
                .onFailure()
                .recoverWithNull()
                .await()
                .atMost(PATIENCE);
    }

    private void tick() {
        leading.wake();
        if (holds && isOver(dueAt)) {
            dueAt = next();
            sampling.wake();
        }
        keeping.wake();
    }

    /** Rounds keep their distance; those that were missed are not made up for. */
    private long next() {
        long interval = series.interval().toNanos();
        return isOver(dueAt + interval) ? System.nanoTime() + interval : dueAt + interval;
    }

    /** A heartbeat that comes a little early is the right one. */
    private static boolean isOver(long nanoTime) {
        return System.nanoTime() - nanoTime + HEARTBEAT.toNanos() / 2 >= 0;
    }

    private Uni<Void> lead() {
        return lease.hold(holder, LEASE).chain(leads -> leads ? load().invoke(this::leads) : stand());
    }

    private Uni<Void> stand() {
        holds = false;
        silent = 0;
        return nothing();
    }

    /** What runs is asked for once a round. */
    private Uni<Void> load() {
        return holds && !isOver(loadedAt + series.interval().toNanos())
                ? nothing()
                : store.all()
                        .invoke(all -> {
                            targets = all;
                            loadedAt = System.nanoTime();
                        })
                        .replaceWithVoid();
    }

    /** Who begins has nothing to compare with: a second round follows at once, so that there are rates. */
    private void leads() {
        heldAt = System.nanoTime();
        if (!holds) {
            holds = true;
            dueAt = heldAt + HEARTBEAT.toNanos();
            sampling.wake();
        }
    }

    /** Nobody can take the lease while the database is away, so who held it goes on. */
    private void withoutDatabase(Throwable failure) {
        LOG.debugf("The lease could not be prolonged: %s", failure);
        if (System.nanoTime() - heldAt > config.buffer().toNanos()) {
            holds = false;
        }
    }

    private Uni<Void> sample() {
        List<Target> all = targets;
        return samples.collect(all)
                .invoke(round -> count(all.size() - round.size()))
                .invoke(this::keep)
                .replaceWithVoid();
    }

    /** How many replicas could not be read; said in the log where that begins and ends. */
    private void count(int now) {
        if (now > 0 && silent == 0) {
            LOG.warnf("%d replicas can't be measured: they are gone, or what they run on does not answer", now);
        } else if (now == 0 && silent > 0) {
            LOG.info("All replicas are measured again");
        }
        silent = now;
    }

    private void keep(List<Sample> round) {
        rounds.add(round);
        keeping.wake();
        latest = round;
        telling.wake();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}

package io.kyozo.metrics.collect.jobs;

import io.kyozo.metrics.collect.Target;
import io.kyozo.metrics.collect.app.CollectConfig;
import io.kyozo.metrics.collect.app.CollectSamples;
import io.kyozo.metrics.collect.app.CollectorLease;
import io.kyozo.metrics.collect.app.KeepRounds;
import io.kyozo.metrics.collect.app.TargetStore;
import io.kyozo.metrics.series.Sample;
import io.kyozo.metrics.series.app.SeriesConfig;
import io.kyozo.sql.WakeLoop;
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
 * database, and what runs is measured also while that is away.
 */
@ApplicationScoped
class CollectLoop {
    private static final Logger LOG = Logger.getLogger(CollectLoop.class);
    private static final int LEASE_INTERVALS = 3;
    private static final Duration SHORTEST_LEASE = Duration.ofSeconds(5);
    private static final Duration PATIENCE = Duration.ofSeconds(2);

    private final String holder = UUID.randomUUID().toString();
    private final CollectSamples samples;
    private final KeepRounds rounds;
    private final TargetStore store;
    private final CollectorLease lease;
    private final CollectConfig config;
    private final SeriesConfig series;
    private final Vertx vertx;
    private final WakeLoop leading;
    private final WakeLoop sampling;
    private final WakeLoop keeping;
    private volatile List<Target> targets = List.of();
    private volatile boolean holds;
    private volatile long heldAt;
    private long timer;

    CollectLoop(
            CollectSamples samples,
            KeepRounds rounds,
            TargetStore store,
            CollectorLease lease,
            CollectConfig config,
            SeriesConfig series,
            Vertx vertx) {
        this.samples = samples;
        this.rounds = rounds;
        this.store = store;
        this.lease = lease;
        this.config = config;
        this.series = series;
        this.vertx = vertx;
        this.leading = new WakeLoop(this::lead, this::withoutDatabase);
        this.sampling = new WakeLoop(this::sample, failure -> LOG.warnf("No round of samples: %s", failure));
        this.keeping = new WakeLoop(
                rounds::flush, failure -> LOG.warnf("Samples wait in memory, next try in a round: %s", failure));
    }

    void start(@Observes StartupEvent event) {
        timer = vertx.setPeriodic(series.interval().toMillis(), id -> tick());
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
        if (holds) {
            sampling.wake();
        }
        keeping.wake();
    }

    private Uni<Void> lead() {
        Duration time = series.interval().multipliedBy(LEASE_INTERVALS);
        return lease.hold(holder, time.compareTo(SHORTEST_LEASE) < 0 ? SHORTEST_LEASE : time)
                .invoke(this::leads)
                .chain(leads -> leads ? store.all().invoke(all -> targets = all).replaceWithVoid() : nothing());
    }

    private void leads(boolean leads) {
        holds = leads;
        heldAt = System.nanoTime();
    }

    /** Nobody can take the lease while the database is away, so who held it goes on. */
    private void withoutDatabase(Throwable failure) {
        LOG.debugf("The lease could not be prolonged: %s", failure);
        if (System.nanoTime() - heldAt > config.buffer().toNanos()) {
            holds = false;
        }
    }

    private Uni<Void> sample() {
        return samples.collect(targets).invoke(this::keep).replaceWithVoid();
    }

    private void keep(List<Sample> round) {
        rounds.add(round);
        keeping.wake();
    }

    private static Uni<Void> nothing() {
        return Uni.createFrom().voidItem();
    }
}

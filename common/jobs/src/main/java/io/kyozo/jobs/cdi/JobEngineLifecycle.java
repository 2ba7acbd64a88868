package io.kyozo.jobs.cdi;

import io.kyozo.jobs.app.CronRunner;
import io.kyozo.jobs.app.JobEngine;
import io.kyozo.jobs.store.PgListener;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.interceptor.Interceptor;
import java.time.Duration;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/** Starts the engine after all else of the application, and stops it before. */
@ApplicationScoped
class JobEngineLifecycle {
    private static final Logger LOG = Logger.getLogger(JobEngineLifecycle.class);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final JobsConfig config;
    private final JobEngine engine;
    private final CronRunner cron;
    private final Housekeeping housekeeping;
    private final PgListener listener;
    private final ScheduledExecutorService timer = Infrastructure.getDefaultWorkerPool();
    private volatile boolean stopping;

    JobEngineLifecycle(JobsConfig config, JobEngine engine, CronRunner cron, Housekeeping housekeeping, Pool pool) {
        this.config = config;
        this.engine = engine;
        this.cron = cron;
        this.housekeeping = housekeeping;
        this.listener = new PgListener(pool.getDelegate(), engine, timer);
    }

    void start(@Observes @Priority(Interceptor.Priority.LIBRARY_AFTER) StartupEvent event) {
        if (!config.enabled()) {
            return;
        }
        engine.start();
        listener.open();
        housekeeping.start();
        if (!cron.isEmpty()) {
            tick();
        }
    }

    void stop(@Observes @Priority(Interceptor.Priority.LIBRARY_BEFORE) ShutdownEvent event) {
        if (!config.enabled()) {
            return;
        }
        stopping = true;
        Duration atMost = config.shutdownGrace().plus(MARGIN);
        try {
            int handedBack = engine.stop(config.shutdownGrace()).await().atMost(atMost);
            LOG.infof("The worker engine has stopped; %d jobs were handed back", handedBack);
            housekeeping.stop().await().atMost(MARGIN);
            listener.close().await().atMost(MARGIN);
        } catch (RuntimeException failure) {
            LOG.warnf(
                    "The worker engine did not stop in order; its jobs are run again when their leases run out: %s",
                    failure);
        }
    }

    private void tick() {
        if (!stopping) {
            cron.tick().subscribe().with(this::tickIn, failure -> {
                LOG.warnf("Can't look at the cron jobs now: %s", failure);
                tickIn(config.pollInterval());
            });
        }
    }

    private void tickIn(Duration next) {
        long millis =
                Math.max(1, Math.min(next.toMillis() + 1, config.pollInterval().toMillis()));
        var unused = timer.schedule(this::tick, millis, TimeUnit.MILLISECONDS);
    }
}

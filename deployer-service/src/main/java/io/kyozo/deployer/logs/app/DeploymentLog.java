package io.kyozo.deployer.logs.app;

import io.kyozo.deployer.logs.DeploymentLine;
import io.kyozo.deployer.logs.Redaction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.subscription.Cancellable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.jboss.logging.Logger;

/**
 * Collects the lines of one deployment while it is worked on, and stores them in batches: a chatty build then costs a few
 * statements per second. Lines may come from any thread. What is waiting when the process dies is lost; nothing depends on it.
 */
public final class DeploymentLog {
    private static final Logger LOG = Logger.getLogger(DeploymentLog.class);
    private static final Duration FLUSH_EVERY = Duration.ofMillis(400);
    private static final int BATCH = 500;
    private static final int MAX_WAITING = 20_000;

    private final UUID deploymentId;
    private final DeploymentLogStore store;
    private final ConcurrentLinkedQueue<DeploymentLine> waiting = new ConcurrentLinkedQueue<>();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Redaction redaction = new Redaction(List.of());

    public DeploymentLog(UUID deploymentId, DeploymentLogStore store) {
        this.deploymentId = deploymentId;
        this.store = store;
    }

    /** From now on these secrets are masked. */
    public void redact(Redaction secrets) {
        redaction = secrets;
    }

    public void info(String service, String phase, String text) {
        add(service, phase, "info", text);
    }

    public void error(String service, String phase, String text) {
        add(service, phase, "error", text);
    }

    /** The text without the known secrets. */
    public String redacted(String text) {
        return redaction.apply(text);
    }

    /** Stores what waits, every now and then, until it is cancelled. */
    public Cancellable flushing() {
        return Multi.createFrom()
                .ticks()
                .every(FLUSH_EVERY)
                .onOverflow()
                .drop()
                .onItem()
                .transformToUniAndConcatenate(tick -> flush())
                .subscribe()
                .with(done -> {}, failure -> LOG.error("the deployment log is no longer written", failure));
    }

    /** Stores what waits now; a failure is logged and the lines are lost: the deployment goes on. */
    public Uni<Void> flush() {
        return Uni.createFrom().deferred(() -> {
            List<DeploymentLine> batch = drain();
            return batch.isEmpty()
                    ? Uni.createFrom().voidItem()
                    : store.append(deploymentId, batch)
                            .onFailure()
                            .invoke(failure -> LOG.warn(batch.size() + " log lines could not be stored", failure))
                            .onFailure()
                            .recoverWithNull()
                            .chain(this::flush);
        });
    }

    private void add(String service, String phase, String level, String text) {
        if (count.incrementAndGet() > MAX_WAITING) {
            count.decrementAndGet();
            return;
        }
        waiting.add(new DeploymentLine(0, Instant.now(), service, phase, level, redacted(text)));
    }

    private synchronized List<DeploymentLine> drain() {
        List<DeploymentLine> batch = new ArrayList<>();
        DeploymentLine line = waiting.poll();
        while (line != null) {
            batch.add(line);
            line = batch.size() < BATCH ? waiting.poll() : null;
        }
        count.addAndGet(-batch.size());
        return batch;
    }
}

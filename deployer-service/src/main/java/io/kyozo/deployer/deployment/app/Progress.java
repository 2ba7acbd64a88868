package io.kyozo.deployer.deployment.app;

import io.kyozo.sql.WakeLoop;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * How far a deployment is, for whoever looks: written a few times a second, and nobody waits for it. What matters is
 * recorded with the moves, which carry it too; what is told last may never be written.
 */
final class Progress {
    private static final Logger LOG = Logger.getLogger(Progress.class);
    private static final Duration PAUSE = Duration.ofMillis(200);

    private final BiFunction<Integer, String, Uni<Void>> writer;
    private final AtomicReference<@Nullable Told> latest = new AtomicReference<>();
    private final WakeLoop loop;

    private record Told(int percent, String message) {}

    Progress(BiFunction<Integer, String, Uni<Void>> writer) {
        this.writer = writer;
        this.loop = new WakeLoop(this::write, failure -> LOG.debugf("progress was not written: %s", failure));
    }

    /** Does not wait. */
    Uni<Void> tell(int percent, String message) {
        latest.set(new Told(percent, message));
        loop.wake();
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> write() {
        return Uni.createFrom().voidItem().onItem().delayIt().by(PAUSE).chain(() -> {
            Told told = latest.getAndSet(null);
            return told == null ? Uni.createFrom().voidItem() : writer.apply(told.percent(), told.message());
        });
    }
}

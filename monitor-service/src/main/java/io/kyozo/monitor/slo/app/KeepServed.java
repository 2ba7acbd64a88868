package io.kyozo.monitor.slo.app;

import io.kyozo.monitor.slo.Served;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Adds up how long services serve. */
@ApplicationScoped
public class KeepServed {
    private final ServedStore store;
    private final SloConfig config;

    KeepServed(ServedStore store, SloConfig config) {
        this.store = store;
        this.config = config;
    }

    /**
     * Adds the time since the probe before to what this one saw.
     *
     * @param before when the probe before was; null where there was none
     * @param bad whether nothing answered
     */
    public Uni<Void> add(Tx tx, UUID serviceId, @Nullable Instant before, Instant now, boolean bad) {
        Duration step = before == null ? Duration.ZERO : Duration.between(before, now);
        if (step.isNegative() || step.isZero() || step.compareTo(config.longestStep()) > 0) {
            return Uni.createFrom().voidItem();
        }
        Served served = bad ? new Served(Duration.ZERO, step) : new Served(step, Duration.ZERO);
        return store.add(tx, serviceId, now, served);
    }
}

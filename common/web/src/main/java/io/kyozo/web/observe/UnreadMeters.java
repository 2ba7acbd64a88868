package io.kyozo.web.observe;

import io.micrometer.core.instrument.config.MeterFilter;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Set;

/** Leaves out what the event loops of a pool of connections register over each other, so that it says nothing of the pool. */
class UnreadMeters {
    private static final Set<String> OF_POOLS = Set.of("postgresql.queue.size", "postgresql.current");

    @Produces
    @Singleton
    MeterFilter withoutGaugesOfPools() {
        return MeterFilter.deny(id -> OF_POOLS.contains(id.getName()));
    }
}

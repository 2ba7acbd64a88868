package io.kyozo.metrics.collect.app;

import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.smallrye.mutiny.Uni;
import java.util.Set;
import java.util.UUID;

/** Where counters are read. */
public interface Counters {
    /** The replica's counters now; fails where it is gone or does not answer. */
    Uni<Reading> read(Target target);

    /** Whether it is read without asking anybody. */
    default boolean isNear(Target target) {
        return false;
    }

    /** Replicas other than these are no longer read. */
    default void forgetOthers(Set<UUID> instanceIds) {}
}

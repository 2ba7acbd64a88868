package io.kyozo.metrics.collect.app;

import io.kyozo.metrics.collect.Reading;
import io.kyozo.metrics.collect.Target;
import io.smallrye.mutiny.Uni;

/** Where counters are read. */
public interface Counters {
    /** The replica's counters now; fails where it is gone or does not answer. */
    Uni<Reading> read(Target target);
}

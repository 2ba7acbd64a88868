package io.kyozo.metrics.collect.app;

import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Which one of all instances of this service takes samples. */
public interface CollectorLease {
    /** Takes or prolongs the lease for {@code holder}; false where another one holds it. */
    Uni<Boolean> hold(String holder, Duration time);

    /** Gives it back, so that another one need not wait. */
    Uni<Void> release(String holder);
}

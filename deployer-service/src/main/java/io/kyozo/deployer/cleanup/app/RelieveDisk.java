package io.kyozo.deployer.cleanup.app;

import io.kyozo.deployer.cleanup.DiskLevel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Has all cleaned up at once, and not only at night, where a disk is above a mark. Once an hour: a clean-up that did not help
 * does not help again a moment later.
 */
@ApplicationScoped
class RelieveDisk {
    private static final Duration REST = Duration.ofHours(1);

    private final RequestCleanup requestCleanup;
    private final Clock clock;
    private final AtomicReference<Instant> next = new AtomicReference<>(Instant.MIN);

    RelieveDisk(RequestCleanup requestCleanup, Clock clock) {
        this.requestCleanup = requestCleanup;
        this.clock = clock;
    }

    Uni<Void> at(DiskLevel level) {
        Instant now = clock.instant();
        Instant due = next.get();
        boolean relieve = level != DiskLevel.FINE && !now.isBefore(due) && next.compareAndSet(due, now.plus(REST));
        return relieve ? requestCleanup.request() : Uni.createFrom().voidItem();
    }
}

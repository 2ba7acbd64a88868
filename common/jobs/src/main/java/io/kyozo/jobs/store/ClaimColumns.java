package io.kyozo.jobs.store;

import io.kyozo.jobs.app.ClaimRequest;
import io.kyozo.jobs.app.QueueLimits;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A claim as the parameters of its statement. */
final class ClaimColumns {
    private ClaimColumns() {}

    static @Nullable Object[] of(ClaimRequest request) {
        List<ClaimRequest.Stretch> stretches = request.stretches();
        QueueLimits limits = request.limits();
        return new @Nullable Object[] {
            request.queue(),
            request.limit(),
            request.instance(),
            request.lease().toMillis(),
            request.priorities().stream().map(p -> (short) p.rank()).toArray(Short[]::new),
            request.waited().toMillis(),
            request.lastAttempts(),
            request.afterTeam(),
            stretches == null
                    ? null
                    : stretches.stream().map(s -> (short) s.priority().rank()).toArray(Short[]::new),
            stretches == null
                    ? null
                    : stretches.stream().map(ClaimRequest.Stretch::team).toArray(UUID[]::new),
            stretches == null
                    ? null
                    : stretches.stream()
                            .map(s -> s.from().atOffset(ZoneOffset.UTC))
                            .toArray(OffsetDateTime[]::new),
            !limits.equals(QueueLimits.NONE),
            limits.atOnce(),
            limits.starts(),
            limits.period().toMillis(),
            limits.perKey().keySet().toArray(String[]::new),
            limits.perKey().values().toArray(Integer[]::new)
        };
    }
}

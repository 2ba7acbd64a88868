package io.kyozo.monitor.live.app;

import io.kyozo.monitor.live.FeedEntry;
import io.kyozo.monitor.live.Snapshot;
import io.smallrye.mutiny.Uni;

/** Whoever is told. The next thing is told when the Uni of the one before is done, so a slow listener is not flooded. */
public interface Listener {
    Uni<Void> tell(Snapshot snapshot);

    Uni<Void> tell(FeedEntry entry);
}

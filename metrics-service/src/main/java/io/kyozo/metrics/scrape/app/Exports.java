package io.kyozo.metrics.scrape.app;

import io.kyozo.metrics.scrape.Export;
import io.smallrye.mutiny.Uni;

/** Where exports are read. */
public interface Exports {
    /** The export of who listens there; fails where there is none, or it is refused. */
    Uni<Export> read(String host, int port);
}

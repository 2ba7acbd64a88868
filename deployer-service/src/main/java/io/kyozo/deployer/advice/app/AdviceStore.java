package io.kyozo.deployer.advice.app;

import io.kyozo.contracts.event.Event;
import io.kyozo.contracts.event.ResizeAdvised;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.Collection;
import java.util.Map;
import java.util.UUID;

/** Where the latest advice about each service is kept. */
public interface AdviceStore {
    /** Takes the place of earlier advice; a service that the team does not have is passed over. */
    Uni<Void> put(Tx tx, Event<ResizeAdvised> advice);

    /** By service; those without advice are left out. */
    Uni<Map<UUID, ResizeAdvised>> of(Collection<UUID> serviceIds);
}

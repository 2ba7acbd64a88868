package io.kyozo.metrics.collect.app;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.Event;
import io.kyozo.metrics.collect.Target;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;

/** The replicas that are known to run. */
public interface TargetStore {
    /**
     * Takes over what the event says of its workspace, unless a later event was taken over already: events of two
     * deployments of one workspace may come in any order.
     */
    Uni<Void> replace(Tx tx, Event<DeploymentChanged> event);

    /** All of them, of all teams. */
    Uni<List<Target>> all();
}

package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged;
import io.kyozo.contracts.event.Event;
import io.kyozo.monitor.check.Target;
import io.kyozo.sql.Tx;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What is probed, and the newest picture of each workspace. */
public interface TargetStore {
    /** Keeps {@code event} as its workspace's picture, unless a newer one is kept already: then false. */
    Uni<Boolean> keepPicture(Tx tx, Event<DeploymentChanged> event);

    Uni<List<Target>> ofWorkspace(Tx tx, UUID workspaceId);

    Uni<Void> save(Tx tx, Target target);

    Uni<Void> remove(Tx tx, UUID serviceId);

    Uni<Optional<Target>> find(UUID serviceId);

    /** Numbers all targets anew, from 1 on without gaps, where there are many gaps; how many got another number. */
    Uni<Integer> closeGaps();

    /** At most {@code limit} targets with ids above {@code after}, by id. */
    Uni<List<Target>> all(UUID after, int limit);
}

package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.ProbeResult;
import io.smallrye.mutiny.Uni;

/** Looks at a replica's container. */
public interface Containers {
    /** Whether it runs, has ended or is not there; inconclusive where the runtime can't be asked. Never fails. */
    Uni<ProbeResult> look(Instance instance);
}

package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.ProbeResult;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;

/** Looks at a replica's container. Nothing fails here: an error is a result. */
public interface Containers {
    /** Whether it runs, has ended or is not there; inconclusive where the runtime can't be asked. */
    Uni<ProbeResult> look(Instance instance);

    /** Runs a command in it, which passes where it ends with 0. */
    Uni<ProbeResult> run(Instance instance, List<String> argv, Duration timeout);
}

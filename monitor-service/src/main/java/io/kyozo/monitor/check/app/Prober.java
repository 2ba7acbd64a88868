package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged.HealthProbe;
import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.ProbeResult;
import io.smallrye.mutiny.Uni;
import java.time.Duration;

/** Asks a replica over the network. */
public interface Prober {
    /** Connects to the replica's own address and nowhere else; never fails, an error is a result. */
    Uni<ProbeResult> ask(Instance instance, int port, HealthProbe probe, Duration timeout);
}

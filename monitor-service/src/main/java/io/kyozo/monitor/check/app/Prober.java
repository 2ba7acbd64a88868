package io.kyozo.monitor.check.app;

import io.kyozo.contracts.event.DeploymentChanged.Instance;
import io.kyozo.monitor.check.Probe;
import io.kyozo.monitor.check.ProbeResult;
import io.smallrye.mutiny.Uni;

/** Asks a replica. */
public interface Prober {
    /** Whether it knows how. */
    boolean asks(Probe.Kind kind);

    /**
     * Connects to the replica's own address and nowhere else. The result comes within the probe's time-out, and nothing of
     * the asking is left behind then.
     */
    Uni<ProbeResult> ask(Instance instance, int port, Probe probe);
}

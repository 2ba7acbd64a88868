package io.kyozo.deployer.deployment.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How new replicas take over from old ones. */
@ConfigMapping(prefix = "kyozo.rollout")
public interface RolloutConfig {
    /** How long a new replica may take until it answers its probe. */
    @WithDefault("90s")
    Duration verifyTimeout();

    /** How long it must have run, and not ended, when it gets its first request; what breaks later, the watch window sees. */
    @WithDefault("250ms")
    Duration minHealthy();

    /** When a replica does not answer on its declared port for this long, it is looked at what it really listens on. */
    @WithDefault("5s")
    Duration portSearchAfter();

    /** How long one probe may take. */
    @WithDefault("3s")
    Duration probeTimeout();

    /** How long the requests that an old replica works on are waited for. */
    @WithDefault("30s")
    Duration drainTimeout();

    /** How long after that other services may keep their connections to it; most drop those that are idle for 5 s. */
    @WithDefault("6s")
    Duration neighboursTimeout();

    /**
     * How long after its deployment went live an old replica stays at most for services that keep using their connections to
     * it; those are replaced meanwhile.
     */
    @WithDefault("2m")
    Duration neighboursLimit();

    /** How long a replica gets to end before it is killed. */
    @WithDefault("10s")
    Duration stopGrace();

    /** How long after it went live a deployment is rolled back when its services turn unhealthy. */
    @WithDefault("5m")
    Duration watchWindow();

    /** How long after it was asked for a deployment waits for a container runtime that does not answer. */
    @WithDefault("30m")
    Duration runtimePatience();

    /** How many of its last lines are kept of a replica that failed. */
    @WithDefault("40")
    int failureLines();
}

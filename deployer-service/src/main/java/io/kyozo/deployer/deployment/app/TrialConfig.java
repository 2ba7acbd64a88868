package io.kyozo.deployer.deployment.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.List;

/** How a new version is tried on requests, for the strategies canary and blue-green. */
@ConfigMapping(prefix = "kyozo.trial")
public interface TrialConfig {
    /** Shares of the requests that a canary gets one after the other, in percent, before it gets all. */
    @WithDefault("10,50")
    List<Integer> canaryShares();

    /** How long each share is watched. */
    @WithDefault("30s")
    Duration canaryStep();

    /** How long the old replicas of a blue-green deployment stand by. */
    @WithDefault("30s")
    Duration blueGreenHold();

    /** How often the proxy's counts are looked at. */
    @WithDefault("1s")
    Duration every();

    /** Errors among the new version's requests that are borne, 0 to 1; twice the old version's rate where that is more. */
    @WithDefault("0.02")
    double maxErrorRate();

    /** How many times the old version's 95th percentile of latency the new one's may be. */
    @WithDefault("3")
    double maxSlowdown();

    /** How many requests there must be before anything is judged. */
    @WithDefault("20")
    int minRequests();
}

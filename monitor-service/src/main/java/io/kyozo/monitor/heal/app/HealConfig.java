package io.kyozo.monitor.heal.app;

import io.kyozo.monitor.heal.HealPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What is done about services that run and do not serve. Those that ended are started again by the deployer. */
@ConfigMapping(prefix = "kyozo.monitor.healing")
public interface HealConfig {
    /** Whether anything is done. */
    @WithDefault("true")
    boolean enabled();

    /** How often a service is started anew before anything else is done. */
    @WithDefault("3")
    int restarts();

    /** How long an alert must hold before the first time; the pause doubles with each further one. */
    @WithDefault("1m")
    Duration firstAfter();

    /** The longest pause. */
    @WithDefault("10m")
    Duration longestPause();

    /** Whether the workspace goes back to the release before when starting anew did not help. */
    @WithDefault("true")
    boolean rollBack();

    /** As the decision takes it. */
    default HealPolicy policy() {
        return new HealPolicy(restarts(), firstAfter(), longestPause(), rollBack());
    }
}

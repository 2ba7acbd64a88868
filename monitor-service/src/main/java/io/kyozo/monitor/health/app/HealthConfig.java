package io.kyozo.monitor.health.app;

import io.kyozo.monitor.health.HealthPolicy;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How sure a judgement of health must be. */
@ConfigMapping(prefix = "kyozo.monitor.health")
public interface HealthConfig {
    /** Rounds in a row that must be worse than a service's health before it gets worse. */
    @WithDefault("3")
    int failureThreshold();

    /** Rounds in a row that must be better before it gets better. */
    @WithDefault("2")
    int successThreshold();

    /** Rounds in a row in which no container was there before a service is gone. */
    @WithDefault("2")
    int goneThreshold();

    /** How long replicas that have just come may fail without that being held against them. */
    @WithDefault("60s")
    Duration startupGrace();

    /** Changes within the flap window from which on a service counts as flapping. */
    @WithDefault("4")
    int flapTransitions();

    /** How far back flapping looks. */
    @WithDefault("10m")
    Duration flapWindow();

    /** Takes the place of the success threshold while a service is flapping. */
    @WithDefault("10")
    int flapSuccessThreshold();

    /** How long nothing may be learnt of a service, such as while its engine does not answer, before that is a state. */
    @WithDefault("2m")
    Duration noDataAfter();

    /** How long changes of health are kept. */
    @WithDefault("90d")
    Duration eventRetention();

    /** As the judgement takes it. */
    default HealthPolicy policy() {
        return new HealthPolicy(
                failureThreshold(),
                successThreshold(),
                goneThreshold(),
                startupGrace(),
                flapTransitions(),
                flapWindow(),
                flapSuccessThreshold());
    }
}

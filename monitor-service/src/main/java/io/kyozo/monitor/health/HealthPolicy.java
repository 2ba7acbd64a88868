package io.kyozo.monitor.health;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How sure the judgement must be.
 *
 * @param failureThreshold rounds in a row that must be worse than the status before it gets worse
 * @param successThreshold rounds in a row that must be better before it gets better
 * @param goneThreshold rounds in a row in which nothing was there before the service is gone
 * @param startupGrace how long fresh replicas may fail without that being held against them
 * @param flapTransitions changes within {@code flapWindow} from which on a service counts as flapping
 * @param flapWindow see {@code flapTransitions}
 * @param flapSuccessThreshold takes the place of {@code successThreshold} while a service is flapping
 */
public record HealthPolicy(
        int failureThreshold,
        int successThreshold,
        int goneThreshold,
        Duration startupGrace,
        int flapTransitions,
        Duration flapWindow,
        int flapSuccessThreshold) {

    /** This policy, otherwise where something else is given. */
    public HealthPolicy with(@Nullable Integer failures, @Nullable Integer successes, @Nullable Duration grace) {
        return new HealthPolicy(
                failures == null ? failureThreshold : failures,
                successes == null ? successThreshold : successes,
                goneThreshold,
                grace == null ? startupGrace : grace,
                flapTransitions,
                flapWindow,
                flapSuccessThreshold);
    }
}

package io.kyozo.jobs.cdi;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Workers by need: how many jobs of a queue each instance runs at once follows how many wait, and how long. */
@ConfigMapping(prefix = "kyozo.jobs-scaling")
public interface JobsScalingConfig {
    /** Whether the number of workers is changed. A queue that an operator scaled keeps that number. */
    @WithDefault("false")
    boolean enabled();

    /** How often the queues are looked at. */
    @WithDefault("5s")
    Duration interval();

    /** Fewest workers of a queue on each instance, 1 to 20. */
    @WithDefault("1")
    int least();

    /** Most workers of a queue on each instance, 1 to 20. */
    @WithDefault("20")
    int most();

    /** How many ready jobs there may be for each worker before there are more workers. */
    @WithDefault("10")
    int jobsPerWorker();

    /** How long ready jobs may wait on average before there are more workers. */
    @WithDefault("5s")
    Duration longestWait();

    /** Between two steps up, by half of the workers each. */
    @WithDefault("10s")
    Duration growEvery();

    /** How long a queue must have been calm before it has a worker less. */
    @WithDefault("1m")
    Duration shrinkAfter();
}

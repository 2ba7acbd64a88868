package io.kyozo.deployer.logs.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** Which logs are kept, and how much of them. What a running container printed is in the runtime's own, rotated log. */
@ConfigMapping(prefix = "kyozo.logs")
public interface LogsConfig {
    /** How much of the output of a service's removed replicas is kept, packed; the oldest goes first. */
    @WithDefault("20M")
    MemorySize keptPerService();

    /** How long the output of removed replicas and the lines of deployments are kept. */
    @WithDefault("P30D")
    Duration keptFor();

    /** How many lines of one replica are kept when it is removed, the newest. */
    @WithDefault("50000")
    int linesPerReplica();

    /** How often the newest lines of running replicas are copied, for the case that somebody removes their containers by hand. */
    @WithDefault("PT1M")
    Duration collectEvery();

    /** How many lines of each replica that copy has; 0 for none. */
    @WithDefault("1000")
    int linesCollected();

    /** How long keeping a replica's output may take before it is removed without. */
    @WithDefault("20s")
    Duration keepTimeout();

    /** How many lines of one deployment are kept; what comes beyond is left out. */
    @WithDefault("50000")
    int linesPerDeployment();

    /** How many services' logs one instance tells at a time to people who look at them live. */
    @WithDefault("200")
    int toldAtOnce();
}

package io.kyozo.deployer.deployment.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** What plans have to fit into, beside the host itself. */
@ConfigMapping(prefix = "kyozo.plan")
public interface PlanConfig {
    /** Memory that the services of one team may take together, by their limits; 0 for no quota. */
    @WithDefault("0")
    MemorySize teamMemory();

    /** Cores that the services of one team may take together, by their limits; 0 for no quota. */
    @WithDefault("0")
    double teamCpus();

    /** How many services one team may have; 0 for no quota. */
    @WithDefault("500")
    int teamServices();

    /** Space that must be left on the disk of images and volumes before anything is built; 0 not to look. */
    @WithDefault("512M")
    MemorySize minFreeDisk();
}

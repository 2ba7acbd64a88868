package io.kyozo.deployer.build.app;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How images are built. */
@ConfigMapping(prefix = "kyozo.build")
public interface BuildConfig {
    /** Where folders are put while they are built; a folder per deployment, removed afterwards. For this user alone. */
    @WithDefault("${java.io.tmpdir}/kyozo-build-${user.name}")
    Path path();

    /** How long one build may take. */
    @WithDefault("20m")
    Duration timeout();

    /** Memory that one build may use, in bytes; 0 for no limit. */
    @WithDefault("0")
    long memoryBytes();

    /** Cores that one build may use; 0 for no limit. */
    @WithDefault("0")
    double cpus();
}

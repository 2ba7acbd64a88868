package io.kyozo.analyzer.topology.app;

import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;

/** How much of a folder is looked at. */
@ConfigMapping(prefix = "kyozo.topology")
public interface TopologyConfig {
    /** Files and folders that are looked at; the walk goes breadth first, so that manifests near the root come first. */
    @WithDefault("100000")
    int maxEntries();

    /** Deepest folder that is entered. */
    @WithDefault("48")
    int maxDepth();

    /** Text that is read from a folder's files, in total. */
    @WithDefault("48M")
    MemorySize maxText();

    /** Text that is read from one file. */
    @WithDefault("512K")
    MemorySize maxFile();

    /** Time for the walk; what was seen by then is analysed. */
    @WithDefault("30s")
    Duration maxTime();

    /** Memory for what was found in files, kept so that a later analysis reads only what changed. */
    @WithDefault("32M")
    MemorySize kept();

    /** Files of the folders that were walked last, which are remembered so that their next revisions are walked only in part. */
    @WithDefault("30000")
    int recentFiles();
}

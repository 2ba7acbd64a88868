package io.kyozo.storage;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Where content is kept. */
@ConfigMapping(prefix = "kyozo.storage")
public interface StorageConfig {
    /** Folder of the blobs; services that exchange content share it. */
    @WithDefault(".kyozo/blobs")
    Path path();

    /** Age past which a temporary file is taken for the leaving of a crash, and removed at the start. */
    @WithDefault("24h")
    Duration orphanAge();
}

package io.kyozo.analyzer.workspace.archive;

import io.kyozo.analyzer.workspace.ArchiveLimits;
import io.quarkus.runtime.configuration.MemorySize;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;

/** What an uploaded archive may be. */
@ConfigMapping(prefix = "kyozo.workspace.archive")
public interface ArchiveConfig {
    /** The largest archive, packed; must not exceed quarkus.http.limits.max-body-size. */
    @WithDefault("256M")
    MemorySize maxUpload();

    /** The most that all files of an archive may have together, unpacked. */
    @WithDefault("1G")
    MemorySize maxTotal();

    /** The largest single file, unpacked. */
    @WithDefault("256M")
    MemorySize maxFile();

    /** The most files and folders; 1 to 1000000. */
    @WithDefault("100000")
    @Min(1)
    @Max(1_000_000)
    int maxEntries();

    /** The deepest a file may lie; 1 to 1000 folders. */
    @WithDefault("100")
    @Min(1)
    @Max(1000)
    int maxDepth();

    /** How many times larger than the archive its content may be. Sources reach 20, a bomb 1000; 2 to 1000. */
    @WithDefault("100")
    @Min(2)
    @Max(1000)
    int maxRatio();

    /** Below this much content the ratio is not looked at: small archives of very regular files are common. */
    @WithDefault("32M")
    MemorySize ratioFrom();

    /** All of them as the domain knows them. */
    default ArchiveLimits limits() {
        return new ArchiveLimits(
                maxUpload().asLongValue(),
                maxTotal().asLongValue(),
                maxFile().asLongValue(),
                maxEntries(),
                maxDepth(),
                maxRatio(),
                ratioFrom().asLongValue());
    }
}

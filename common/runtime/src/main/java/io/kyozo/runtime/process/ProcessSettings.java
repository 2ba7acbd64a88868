package io.kyozo.runtime.process;

import java.nio.file.Path;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How local processes are kept.
 *
 * @param allowed whether they may be run at all; they are not isolated from the host
 * @param path folder of working copies, logs and state
 * @param postgresBin installation of PostgreSQL with {@code bin/initdb} and {@code bin/postgres} for managed databases;
 *     null for none
 * @param startTimeout how long a process may take to be launched, its own start not counted
 */
public record ProcessSettings(
        boolean allowed, Path path, @Nullable Path postgresBin, Duration startTimeout) {
    public ProcessSettings {
        path = path.toAbsolutePath().normalize();
    }

    /** Allowed, below {@code path}. */
    public static ProcessSettings at(Path path) {
        return new ProcessSettings(true, path, null, Duration.ofSeconds(10));
    }

    public ProcessSettings withPostgresBin(@Nullable Path bin) {
        return new ProcessSettings(allowed, path, bin, startTimeout);
    }
}

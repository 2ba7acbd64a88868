package io.kyozo.runtime;

import java.util.Set;

/**
 * Who a runtime is.
 *
 * @param name as {@link ContainerRuntime#name()}
 * @param version for a person, such as {@code 20.10.24}
 * @param isolated whether what runs is kept apart from the host and from other workspaces; false for the process runtime
 * @param exposure why it is not; empty where it is
 * @param capabilities what it can do beyond running and stopping
 */
public record RuntimeInfo(
        String name, String version, boolean isolated, String exposure, Set<Capability> capabilities) {
    /** What not every runtime can do. */
    public enum Capability {
        DOCKERFILE_BUILD,
        NETWORKS,
        VOLUMES,
        EXEC,
        /** {@link ContainerRuntime#pipe}. */
        PIPES,
        /** {@link ContainerSpec#secretFiles}. */
        SECRET_FILES,
        STATS,
        MEMORY_LIMIT,
        CPU_LIMIT,
        PIDS_LIMIT,
        STORAGE_LIMIT
    }
}

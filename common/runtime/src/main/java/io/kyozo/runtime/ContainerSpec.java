package io.kyozo.runtime;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container to create.
 *
 * @param name unique on the runtime, chosen by the caller
 * @param image built by {@link ContainerRuntime#build}, or to be had by its name
 * @param labels put on the container
 * @param command argv that replaces the image's own; empty to keep that. Runtimes without images run this
 * @param workdir working folder relative to the build's workdir, for runtimes without images; {@code .} mostly
 * @param env variables; values may be secret and are never logged
 * @param network to attach to; null for none
 * @param alias name by which others on the network reach it
 * @param ports that it listens on
 * @param mounts volumes
 * @param limits for it
 * @param readOnlyRoot whether its root file system is read-only
 * @param stopGraceSeconds how long it gets to end before it is killed, as the image's own default
 * @param secretFiles contents by name, in {@link #SECRETS} for its user alone and never on a disk; needs
 *     {@link RuntimeInfo.Capability#SECRET_FILES}
 */
public record ContainerSpec(
        String name,
        String image,
        Map<String, String> labels,
        List<String> command,
        String workdir,
        Map<String, String> env,
        @Nullable String network,
        String alias,
        List<Port> ports,
        List<Mount> mounts,
        ResourceLimits limits,
        boolean readOnlyRoot,
        int stopGraceSeconds,
        Map<String, String> secretFiles) {
    /** The folder of its secret files. */
    public static final String SECRETS = "/run/secrets";

    /** Without secret files. */
    public ContainerSpec(
            String name,
            String image,
            Map<String, String> labels,
            List<String> command,
            String workdir,
            Map<String, String> env,
            @Nullable String network,
            String alias,
            List<Port> ports,
            List<Mount> mounts,
            ResourceLimits limits,
            boolean readOnlyRoot,
            int stopGraceSeconds) {
        this(
                name,
                image,
                labels,
                command,
                workdir,
                env,
                network,
                alias,
                ports,
                mounts,
                limits,
                readOnlyRoot,
                stopGraceSeconds,
                Map.of());
    }

    /**
     * A port that it listens on; reachable from the host, on the loopback address only.
     *
     * @param number inside the container
     * @param envVar variable that tells it where to listen; empty where it is fixed. A runtime whose containers share the
     *     host's ports chooses a free one and says so in this variable
     */
    public record Port(int number, String envVar) {}

    /**
     * A volume.
     *
     * @param volume its name, see {@link ContainerRuntime#ensureVolume}
     * @param path absolute, in the container
     */
    public record Mount(String volume, String path) {}
}

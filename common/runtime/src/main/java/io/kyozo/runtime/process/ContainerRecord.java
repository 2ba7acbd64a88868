package io.kyozo.runtime.process;

import io.kyozo.runtime.ResourceLimits;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.List;
import java.util.Map;

/**
 * What was asked for when a container was created. Holds secrets: its file is its owner's alone.
 *
 * @param id unique, never used again; in the environment of all its processes
 * @param name as given
 * @param image as given
 * @param imageId folder of the image; empty for a managed service
 * @param labels as given
 * @param command argv as given; empty where the image says what to run
 * @param folder to run in, absolute
 * @param env as given
 * @param ports that it listens on
 * @param volumes name of the volume by its path in the container
 * @param limits as given
 * @param stopGraceSeconds as given
 */
@RegisterForReflection
record ContainerRecord(
        String id,
        String name,
        String image,
        String imageId,
        Map<String, String> labels,
        List<String> command,
        String folder,
        Map<String, String> env,
        List<PortRecord> ports,
        Map<String, String> volumes,
        Limits limits,
        int stopGraceSeconds) {

    /**
     * @param number as the service's own
     * @param envVar variable that tells it where to listen; empty where it is fixed
     * @param hostPort where it listens
     */
    @RegisterForReflection
    record PortRecord(int number, String envVar, int hostPort) {}

    /** As {@link ResourceLimits}. */
    @RegisterForReflection
    record Limits(long memoryBytes, double cpus, int pids) {
        static Limits of(ResourceLimits limits) {
            return new Limits(limits.memoryBytes(), limits.cpus(), limits.pids());
        }
    }

    ContainerRecord withPorts(List<PortRecord> changed) {
        return new ContainerRecord(
                id, name, image, imageId, labels, command, folder, env, changed, volumes, limits, stopGraceSeconds);
    }
}

package io.kyozo.analyzer.topology.detect.docker;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One service of a compose file.
 *
 * @param name as written
 * @param line of its key, 1-based
 * @param image empty where it is built
 * @param context build context relative to the root; empty where an image is pulled
 * @param dockerfile relative to the root; empty for none stated
 * @param target stage to build; empty for the last
 * @param ports that it listens on inside the container
 * @param environment values stated; empty for those passed through
 * @param needs names of services it depends on, by depends_on and links
 * @param volumes absolute paths in the container that named volumes are mounted at
 * @param start argv of what runs, for a host without images; empty for the image's own
 * @param entrypoint argv instead of the image's ENTRYPOINT and CMD; empty for none stated
 * @param command argv instead of the image's CMD; empty for none stated
 * @param profiles that it belongs to; empty for always
 * @param health path that its health check calls; empty for none
 * @param mounts paths in the folder that are mounted into the container
 * @param hosts further names that other services reach it by: its container's, its host's, its aliases in networks
 */
public record ComposeService(
        String name,
        int line,
        String image,
        String context,
        String dockerfile,
        String target,
        List<Integer> ports,
        Map<String, String> environment,
        Set<String> needs,
        List<String> volumes,
        List<String> start,
        List<String> entrypoint,
        List<String> command,
        List<String> profiles,
        String health,
        List<String> mounts,
        Set<String> hosts) {
    /** The same service, built from the Dockerfile in {@code dir} instead of pulled. */
    ComposeService builtIn(String dir) {
        return new ComposeService(
                name,
                line,
                "",
                dir,
                "",
                "",
                ports,
                environment,
                needs,
                volumes,
                start,
                entrypoint,
                command,
                profiles,
                health,
                mounts,
                hosts);
    }

    public boolean isBuilt() {
        return !context.isEmpty();
    }
}

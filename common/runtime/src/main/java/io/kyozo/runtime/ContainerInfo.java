package io.kyozo.runtime;

import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A container as it is now.
 *
 * @param id the runtime's own id
 * @param name as given
 * @param image it runs
 * @param labels as given
 * @param state what it does
 * @param exitCode of its main process; null while it runs or before it ran
 * @param oomKilled whether it ended for want of memory
 * @param startedAt when it was last started; null before
 * @param endpoints where the host reaches each of its ports, by the port's number in the container
 * @param pid of its main process on the host; 0 where unknown
 */
public record ContainerInfo(
        String id,
        String name,
        String image,
        Map<String, String> labels,
        State state,
        @Nullable Integer exitCode,
        boolean oomKilled,
        @Nullable Instant startedAt,
        Map<Integer, Endpoint> endpoints,
        long pid) {

    /** What a container does. */
    public enum State {
        CREATED,
        RUNNING,
        PAUSED,
        EXITED,
        DEAD
    }

    /** An address that the host can connect to. */
    public record Endpoint(String host, int port) {}
}

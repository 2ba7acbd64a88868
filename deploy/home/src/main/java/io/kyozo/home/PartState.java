package io.kyozo.home;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One part of a running installation.
 *
 * @param name {@code postgres}, {@code kafka}, {@code gateway}, or a service
 * @param status where it stands
 * @param process its own process; null where it lives in the launcher, or does not run
 * @param port the port that it listens on; 0 before it is known
 * @param took from its start until it was ready; null before
 * @param restarts how often it was started again after it had ended by itself
 * @param detail what is particular, such as why it failed
 */
public record PartState(
        String name,
        Status status,
        @Nullable ProcessIdentity process,
        int port,
        @Nullable Duration took,
        int restarts,
        String detail) {
    /** Where a part stands. */
    public enum Status {
        WAITING,
        STARTING,
        READY,
        FAILED,
        STOPPED
    }

    /** A part that is not started yet. */
    public static PartState waiting(String name) {
        return new PartState(name, Status.WAITING, null, 0, null, 0, "");
    }
}

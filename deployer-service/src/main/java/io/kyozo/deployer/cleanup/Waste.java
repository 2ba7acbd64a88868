package io.kyozo.deployer.cleanup;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An object of ours on the runtime that nobody needs.
 *
 * @param kind of object
 * @param name on the runtime
 * @param reason why it is not needed
 * @param due whether it may go now; else its grace period is not over
 * @param bytes that it takes on disk, shared layers of images counted for each; 0 where not known
 * @param team whose it was; null where it does not say
 */
public record Waste(
        Kind kind,
        String name,
        Reason reason,
        boolean due,
        long bytes,
        @Nullable UUID team) {
    /** The same object, whose size is known by now. */
    public Waste taking(long size) {
        return new Waste(kind, name, reason, due, size, team);
    }

    /** What kind of object. */
    public enum Kind {
        CONTAINER,
        NETWORK,
        VOLUME,
        IMAGE
    }

    /** Why an object is not needed. */
    public enum Reason {
        /** It carries our label, and is in no account. */
        UNACCOUNTED,
        /** An image of a release that is older than those that are kept. */
        OLD_RELEASE
    }
}

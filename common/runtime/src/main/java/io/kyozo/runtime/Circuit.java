package io.kyozo.runtime;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Whether calls to a runtime are let through. While it does not answer they fail at once, and now and then one asks
 * whether it is back.
 *
 * @param state what becomes of a call
 * @param since when it came into this state; null where it was never in another
 * @param outages how often the runtime was found not to answer, since the start
 * @param reason why calls are refused; empty where they are not
 */
public record Circuit(State state, @Nullable Instant since, long outages, String reason) {
    /** A runtime that was never away. */
    public static final Circuit UNBROKEN = new Circuit(State.CLOSED, null, 0, "");

    /** What becomes of a call. */
    public enum State {
        /** It is made. */
        CLOSED,
        /** It waits for the answer to the question whether the runtime is back. */
        HALF_OPEN,
        /** It fails at once. */
        OPEN
    }
}

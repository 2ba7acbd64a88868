package io.kyozo.contracts.event;

/** How new replicas take over from old ones. State of its own or a fixed port make a service {@link #RECREATE} in any case. */
public enum RolloutStrategy {
    /** New ones are started and verified beside the old, then get all requests; the old are drained and removed. */
    ROLLING,
    /** As rolling, but the old ones stand by for a while and take over again at once where the new ones fail on requests. */
    BLUE_GREEN,
    /** The new ones get a growing share of the requests, as long as they answer as well as the old. */
    CANARY,
    /** The old ones are stopped before the new are started. */
    RECREATE
}

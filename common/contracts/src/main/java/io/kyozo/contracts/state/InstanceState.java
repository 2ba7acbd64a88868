package io.kyozo.contracts.state;

/** What a deployed service is doing. */
public enum InstanceState {
    PENDING,
    DEPLOYING,
    RUNNING,
    /** It is there, but not all of it serves. */
    DEGRADED,
    /** It ends again and again soon after each start, and rests before the next one. */
    CRASH_LOOP,
    /** Frozen where it was: it uses no CPU, keeps its memory, and is sent no requests. */
    PAUSED,
    STOPPED,
    FAILED,
    REMOVED
}

package io.kyozo.contracts.state;

/** What a deployed service is doing. */
public enum InstanceState {
    PENDING,
    DEPLOYING,
    RUNNING,
    DEGRADED,
    STOPPED,
    FAILED,
    REMOVED
}

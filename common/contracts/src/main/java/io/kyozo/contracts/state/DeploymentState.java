package io.kyozo.contracts.state;

import java.util.EnumSet;
import java.util.Set;

/** Where a deployment stands. Only the transitions of {@link #next()} are legal. */
public enum DeploymentState {
    REQUESTED,
    VALIDATED,
    BUILDING,
    STARTING,
    VERIFYING,
    LIVE,
    FAILED,
    ROLLING_BACK,
    ROLLED_BACK,
    CANCELLED,
    SUPERSEDED;

    /** The states that may follow this one. */
    public Set<DeploymentState> next() {
        return switch (this) {
            case REQUESTED -> EnumSet.of(VALIDATED, FAILED, ROLLING_BACK, CANCELLED);
            case VALIDATED -> EnumSet.of(BUILDING, STARTING, FAILED, ROLLING_BACK, CANCELLED);
            case BUILDING -> EnumSet.of(STARTING, FAILED, ROLLING_BACK, CANCELLED);
            case STARTING -> EnumSet.of(VERIFYING, FAILED, ROLLING_BACK, CANCELLED);
            case VERIFYING -> EnumSet.of(LIVE, FAILED, ROLLING_BACK, CANCELLED);
            case LIVE -> EnumSet.of(SUPERSEDED, ROLLING_BACK);
            case FAILED -> EnumSet.of(ROLLING_BACK);
            case ROLLING_BACK -> EnumSet.of(ROLLED_BACK, FAILED);
            case ROLLED_BACK, CANCELLED, SUPERSEDED -> EnumSet.noneOf(DeploymentState.class);
        };
    }

    /** Whether {@code to} may follow this state. */
    public boolean canBecome(DeploymentState to) {
        return next().contains(to);
    }

    /** Whether the deployment's own work is over (live counts: it is done, though it may be superseded). */
    public boolean isSettled() {
        return switch (this) {
            case LIVE, FAILED, ROLLED_BACK, CANCELLED, SUPERSEDED -> true;
            default -> false;
        };
    }
}

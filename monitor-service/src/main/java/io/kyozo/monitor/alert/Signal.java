package io.kyozo.monitor.alert;

import io.kyozo.contracts.state.HealthStatus;

/** What a look at a service says about one of its alerts. */
public enum Signal {
    /** What the alert is about is the case. */
    BAD,
    GOOD,
    /** Neither: what was, goes on. */
    UNSURE,
    /** There is nothing to alert of any more: the service was stopped or removed on purpose. */
    OVER;

    /**
     * What {@code status} says about the service being down.
     *
     * @param improving whether it was better when last looked at; a flapping one is not believed at once, and the time in
     *     which it is not believed is no evidence against it
     */
    public static Signal down(HealthStatus status, boolean improving) {
        return switch (status) {
            case UNHEALTHY, GONE, NO_DATA -> improving ? UNSURE : BAD;
            case HEALTHY -> GOOD;
            case DEGRADED -> UNSURE;
            case UNKNOWN -> OVER;
        };
    }

    /**
     * What a look at all that an engine runs says about it being degraded. That must have begun suddenly, and then goes on
     * until it is over.
     *
     * @param told whether an alert says already that it is down
     * @param phase where the alert stands
     */
    public static Signal degraded(Surroundings.Engine engine, boolean told, AlertWatch.Phase phase) {
        if (!engine.isAtFault()) {
            return GOOD;
        }
        boolean began = engine.isSudden() || phase != AlertWatch.Phase.QUIET;
        return began && !told ? BAD : UNSURE;
    }

    /**
     * What {@code status} says about the service being degraded. One that is down is alerted of as such.
     *
     * @param told whether an alert says already that it is down, which is not over before it is well
     */
    public static Signal degraded(HealthStatus status, boolean improving, boolean told) {
        return switch (status) {
            case DEGRADED -> improving || told ? UNSURE : BAD;
            case HEALTHY -> GOOD;
            case UNHEALTHY, GONE, NO_DATA -> UNSURE;
            case UNKNOWN -> OVER;
        };
    }
}

package io.kyozo.monitor.heal;

/** What is done about a service that runs and does not serve. */
public enum Remedy {
    NONE,
    /** It is started anew. */
    RESTART,
    /** The workspace goes back to the release before. */
    ROLL_BACK,
    /** Nothing more is tried: people are told. */
    STOP
}

package io.kyozo.jobs;

/** What kind of failure an attempt ended with, and so what is done about it. */
public enum ErrorClass {
    /** The arguments are wrong: never retried, dead-lettered at once. */
    VALIDATION,
    /** Something did not answer: retried with back-off. */
    NETWORK,
    /** Told to come later: retried when told to. */
    RATE_LIMIT,
    /** The work itself failed: retried with back-off. */
    PROCESSING,
    /** The machine or the service is ill: retried, and an alert is raised. */
    SYSTEM
}

package io.kyozo.monitor.alert;

/** What an alert is about. A service has at most one open alert of a kind (of {@link #METRIC}, one for each rule). */
public enum AlertKind {
    /** It does not serve: unhealthy, gone, or nothing is learnt of it. */
    DOWN(Severity.CRITICAL),
    /** It serves badly for long: slowly, or with part of its replicas. */
    DEGRADED(Severity.WARNING),
    /** Nearly all that one engine runs fails at once: the fault is the engine's, or between it and us. */
    ENGINE(Severity.CRITICAL),
    /** Nearly all that one engine runs serves badly at once, for long: the host is busy, or the way to it. */
    ENGINE_DEGRADED(Severity.WARNING),
    /** It uses up its error budget so fast that the budget is gone within days. */
    BURN_FAST(Severity.CRITICAL),
    /** It uses up its error budget too fast to last the period. */
    BURN_SLOW(Severity.WARNING),
    /** It gets worse when it is healed; nothing more is tried. */
    HEALING_STOPPED(Severity.CRITICAL),
    /** A metric crossed a threshold. */
    METRIC(Severity.WARNING);

    private final Severity severity;

    AlertKind(Severity severity) {
        this.severity = severity;
    }

    public Severity severity() {
        return severity;
    }

    /** How urgent an alert is, least urgent first. */
    public enum Severity {
        WARNING,
        CRITICAL
    }
}

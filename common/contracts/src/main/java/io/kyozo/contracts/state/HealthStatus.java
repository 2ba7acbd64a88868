package io.kyozo.contracts.state;

/** Health as last judged from probes, after hysteresis. */
public enum HealthStatus {
    /** Not judged yet. */
    UNKNOWN,
    HEALTHY,
    /** Some replicas fail, or it answers too slowly. */
    DEGRADED,
    UNHEALTHY,
    /** Its container has vanished. */
    GONE,
    /** It is meant to be probed, and nothing has been learnt of it for too long. */
    NO_DATA
}

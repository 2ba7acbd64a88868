package io.kyozo.monitor.health;

/**
 * What came of a round of probes.
 *
 * @param state the health now
 * @param alertPending whether an alert will be raised if what was seen lasts
 */
public record Judged(HealthState state, boolean alertPending) {}

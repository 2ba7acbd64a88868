package io.kyozo.monitor.alert;

import java.time.Duration;

/**
 * When an alert is raised, and when it is over.
 *
 * @param hold how long it must be bad ({@code for})
 * @param keepFiring how long it must be good before the alert is resolved, so that one incident is one alert
 * @param recovery how long it may stay bad when what was to blame for it is well again, at most; and not longer than that
 *     was to blame
 * @param longestStep at most this much time counts between two looks: neither an outage of ours nor a clock that jumps
 *     is evidence
 */
public record AlertRule(Duration hold, Duration keepFiring, Duration recovery, Duration longestStep) {}

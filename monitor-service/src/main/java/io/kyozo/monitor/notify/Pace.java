package io.kyozo.monitor.notify;

import java.time.Duration;

/**
 * How often people are told, as Alertmanager has it.
 *
 * @param groupWait how long a first alert waits for others of its group
 * @param groupInterval the least time between two notifications of a group
 * @param repeatInterval after how long what still holds, and nobody has taken on, is told again
 */
public record Pace(Duration groupWait, Duration groupInterval, Duration repeatInterval) {}

package io.kyozo.runtime;

import java.time.Instant;

/**
 * A line that a container printed.
 *
 * @param at when
 * @param stream {@code stdout} or {@code stderr}
 * @param text without its line end
 */
public record LogLine(Instant at, String stream, String text) {}

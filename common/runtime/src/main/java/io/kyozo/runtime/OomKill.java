package io.kyozo.runtime;

import java.time.Instant;

/**
 * A process of a container was killed because the container's memory was used up.
 *
 * @param container its name
 * @param at when, or when it was noticed
 */
public record OomKill(String container, Instant at) {}

package io.kyozo.runtime;

/**
 * A line of a build's output.
 *
 * @param step 1-based number of the build step it belongs to; 0 where not known
 * @param steps how many there are; 0 where not known
 * @param text without its line end
 */
public record BuildLine(int step, int steps, String text) {}

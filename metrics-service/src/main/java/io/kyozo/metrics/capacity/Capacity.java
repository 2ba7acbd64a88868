package io.kyozo.metrics.capacity;

/**
 * What a team's replicas use altogether, by their latest samples.
 *
 * @param services that run
 * @param instances that run
 * @param cpu cores in use
 * @param memoryBytes in use
 * @param memoryLimitBytes sum of the limits of those that have one
 */
public record Capacity(int services, int instances, double cpu, long memoryBytes, long memoryLimitBytes) {}

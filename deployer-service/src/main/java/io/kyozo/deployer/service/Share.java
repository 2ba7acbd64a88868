package io.kyozo.deployer.service;

/**
 * A share of what there is.
 *
 * @param memoryBytes in bytes
 * @param cpus in cores
 * @param services how many
 */
public record Share(long memoryBytes, double cpus, int services) {}

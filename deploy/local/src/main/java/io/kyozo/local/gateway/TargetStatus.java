package io.kyozo.local.gateway;

/**
 * What a route says about one of its targets.
 *
 * @param activeConnections requests and upgraded connections that it is serving now
 * @param draining whether it was taken out and only finishes what it had begun
 */
public record TargetStatus(Target target, int activeConnections, boolean draining) {}

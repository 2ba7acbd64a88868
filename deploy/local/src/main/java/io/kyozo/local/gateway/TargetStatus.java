package io.kyozo.local.gateway;

/**
 * What a route says about one of its targets.
 *
 * @param weight its share of the requests, beside the other targets' weights
 * @param activeConnections requests and upgraded connections that it is serving now
 * @param draining whether it was taken out and only finishes what it had begun
 * @param counts what it answered
 */
public record TargetStatus(
        Target target, int weight, int activeConnections, boolean draining, Counts.Snapshot counts) {}

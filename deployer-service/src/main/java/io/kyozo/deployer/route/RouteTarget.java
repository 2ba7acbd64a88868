package io.kyozo.deployer.route;

import java.util.UUID;

/**
 * A replica that a route sends requests to.
 *
 * @param id of the replica
 * @param host address
 * @param port at that address
 */
public record RouteTarget(UUID id, String host, int port) {}

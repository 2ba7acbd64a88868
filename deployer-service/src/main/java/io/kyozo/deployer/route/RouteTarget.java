package io.kyozo.deployer.route;

import java.util.UUID;

/**
 * A replica that a route sends requests to.
 *
 * @param id of the replica
 * @param host address
 * @param port at that address
 * @param weight its share of the requests, beside the other targets' weights; 0 for none as long as another answers
 */
public record RouteTarget(UUID id, String host, int port, int weight) {
    /** With the same share as the others. */
    public RouteTarget(UUID id, String host, int port) {
        this(id, host, port, 1);
    }

    public RouteTarget withWeight(int share) {
        return new RouteTarget(id, host, port, share);
    }
}

package io.kyozo.deployer.route.gateway;

/** The gateway did not take a route. */
final class RouteRefusedException extends RuntimeException {
    RouteRefusedException(String host, int status) {
        super("the gateway answered " + status + " for the route of " + host);
    }
}

package io.kyozo.local.gateway;

/** One request counted on one target, from its choice until it is over; however it ends, it is counted off once. */
final class Lease {
    private final Route route;
    private final Target target;
    private boolean over;

    Lease(Route route, Target target) {
        this.route = route;
        this.target = target;
    }

    Target target() {
        return target;
    }

    synchronized void end() {
        if (!over) {
            over = true;
            route.release(target);
        }
    }
}

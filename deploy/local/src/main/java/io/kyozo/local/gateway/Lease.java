package io.kyozo.local.gateway;

/** One request counted on one target, from its choice until it is over; however it ends, it is counted off once. */
final class Lease {
    private final Route route;
    private final Target target;
    private final long begun = System.nanoTime();
    private boolean over;

    Lease(Route route, Target target) {
        this.route = route;
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** The head of the target's answer is there. */
    void answered(int status) {
        route.traffic(target).answered(status, System.nanoTime() - begun);
    }

    /** The target gave no answer. */
    void failed() {
        route.traffic(target).failed(System.nanoTime() - begun);
    }

    synchronized void end() {
        if (!over) {
            over = true;
            route.release(target);
        }
    }
}

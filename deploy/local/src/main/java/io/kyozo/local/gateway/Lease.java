package io.kyozo.local.gateway;

/** One request counted on one target, from its choice until it is over; however it ends, it is counted off once. */
final class Lease {
    private static final int SERVER_ERROR = 500;

    private final Route route;
    private final Target target;
    private final long began = System.nanoTime();
    private boolean judged;
    private boolean over;

    Lease(Route route, Target target) {
        this.route = route;
        this.target = target;
    }

    Target target() {
        return target;
    }

    /** The target answered. */
    void answered(int status) {
        judge(status >= SERVER_ERROR);
    }

    /** The target refused the connection, or broke it before it answered. */
    void lost() {
        judge(true);
        end();
    }

    synchronized void end() {
        if (!over) {
            over = true;
            route.release(target);
        }
    }

    private synchronized void judge(boolean failed) {
        if (!judged) {
            judged = true;
            route.count(target, System.nanoTime() - began, failed);
        }
    }
}

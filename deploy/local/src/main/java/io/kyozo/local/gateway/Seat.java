package io.kyozo.local.gateway;

/** A target's place behind a route. Guarded by the route's lock. */
final class Seat {
    private final Target target;
    private final Counts counts = new Counts();
    private int weight;
    private int credit;
    private int active;

    Seat(Target target, int weight) {
        this.target = target;
        this.weight = weight;
    }

    Target target() {
        return target;
    }

    int weight() {
        return weight;
    }

    void weight(int now) {
        weight = now;
    }

    /** Earns what its weight is worth; the highest credit is served next. */
    int earn() {
        credit += weight;
        return credit;
    }

    /** Is served: pays what all together earned. */
    void pay(int total) {
        credit -= total;
        active++;
    }

    void release() {
        active--;
    }

    boolean isIdle() {
        return active == 0;
    }

    void count(long nanos, boolean failed) {
        counts.add(nanos, failed);
    }

    TargetStatus status(boolean draining) {
        return new TargetStatus(target, weight, active, draining, counts.snapshot());
    }
}

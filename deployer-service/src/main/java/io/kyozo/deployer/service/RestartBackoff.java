package io.kyozo.deployer.service;

import java.time.Duration;

/** How long a replica that keeps ending by itself rests before it is started again (the kubelet's figures). */
public final class RestartBackoff {
    private static final Duration BASE = Duration.ofSeconds(10);
    private static final Duration CAP = Duration.ofMinutes(5);
    /** After this long without an end, the count starts anew. */
    public static final Duration RESET_AFTER = Duration.ofMinutes(10);

    private RestartBackoff() {}

    /** 10 s before the first restart, doubling to 5 min; {@code restarts} is how many there were, 0 or more. */
    public static Duration before(int restarts) {
        int doublings = Math.min(restarts, 10);
        Duration wait = BASE.multipliedBy(1L << doublings);
        return wait.compareTo(CAP) > 0 ? CAP : wait;
    }
}

package io.kyozo.cli.deploy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** How often the API is asked: soon at first, for what is done in no time, then twenty times a second. */
public final class Pace {
    private static final Duration SOONEST = Duration.ofMillis(20);
    private static final Duration STEADY = Duration.ofMillis(50);

    /** Never counted down: waiting for it is a pause that an interrupt ends. */
    private final CountDownLatch never = new CountDownLatch(1);

    private Duration pause = SOONEST;

    public void await() throws InterruptedException {
        boolean unused = never.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        pause = longer.compareTo(STEADY) < 0 ? longer : STEADY;
    }
}

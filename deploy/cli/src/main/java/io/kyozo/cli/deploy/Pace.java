package io.kyozo.cli.deploy;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * How often the API is asked: soon at first, for what is done in no time, then more and more seldom, as each answer takes
 * time from the build that it is about.
 */
public final class Pace {
    private static final Duration SOONEST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofMillis(150);

    /** Never counted down: waiting for it is a pause that an interrupt ends. */
    private final CountDownLatch never = new CountDownLatch(1);

    private Duration pause = SOONEST;

    public void await() throws InterruptedException {
        boolean unused = never.await(pause.toMillis(), TimeUnit.MILLISECONDS);
        Duration longer = pause.multipliedBy(3).dividedBy(2);
        pause = longer.compareTo(LONGEST) < 0 ? longer : LONGEST;
    }

    /** Something has happened: the next may, too. */
    void hurry() {
        pause = SOONEST;
    }
}

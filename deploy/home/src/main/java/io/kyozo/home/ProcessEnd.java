package io.kyozo.home;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for the end of processes that are not our children. */
public final class ProcessEnd {
    private ProcessEnd() {}

    /** Waits for the end of {@code process}, at most {@code limit}; answers whether it ended. */
    public static boolean within(ProcessHandle process, Duration limit) throws InterruptedException {
        try {
            return !process.onExit()
                    .get(limit.toMillis(), TimeUnit.MILLISECONDS)
                    .isAlive();
        } catch (TimeoutException stillThere) {
            return false;
        } catch (ExecutionException | CancellationException e) {
            throw new IllegalStateException("The end of process " + process.pid() + " can't be awaited", e);
        }
    }
}
